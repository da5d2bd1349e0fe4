import type { ClientHello } from '../../wire/tls/client-hello-parser.ts'
import { parseClientHello } from '../../wire/tls/client-hello-parser.ts'
import { createMessageJoiner, HANDSHAKE } from '../../wire/tls/handshake-message.ts'
import { createRecordSplitter, RECORD_TYPE } from '../../wire/tls/record.ts'
import type { HelloRule } from './peer-script.ts'

/** A ClientHello as it reached the server. */
export interface SeenHello {
  /** undefined: not a TLS hello (SSLv2, clear text). */
  readonly hello?: ClientHello
  readonly bytes: number
  readonly reads: number
}

export function matchingRule(rules: readonly HelloRule[], seen: SeenHello): HelloRule | undefined {
  return rules.find((rule) => matches(rule, seen))
}

function matches(rule: HelloRule, { hello, bytes, reads }: SeenHello): boolean {
  if (rule.minBytes !== undefined && bytes < rule.minBytes) return false
  if (rule.maxBytes !== undefined && bytes > rule.maxBytes) return false
  if (rule.fragmented !== undefined && rule.fragmented !== reads > 1) return false
  if (rule.offers13 !== undefined && rule.offers13 !== (hello?.supportedVersions.includes(0x0304) ?? false))
    return false
  if (rule.sni === 'absent' && hello?.sni !== undefined) return false
  if (typeof rule.sni === 'object' && (hello?.sni === undefined || hello.sni === rule.sni.not)) return false
  return rule.offersGroup === undefined || (hello?.groups.includes(rule.offersGroup) ?? false)
}

/** Gathers reads until a whole ClientHello is there, or it is clear that none is coming. */
export interface HelloGatherer {
  /** True when nothing more is needed. */
  push(octets: Uint8Array): boolean
  seen(): SeenHello
}

export function createHelloGatherer(): HelloGatherer {
  const splitter = createRecordSplitter()
  const joiner = createMessageJoiner()
  let bytes = 0
  let reads = 0
  let hello: ClientHello | undefined
  return {
    push(octets) {
      bytes += octets.length
      reads += 1
      for (const event of splitter.push(octets)) {
        if (event.kind === 'garbled' || event.record.type !== RECORD_TYPE.handshake) return true
        for (const message of joiner.push(event.record.payload)) {
          if (message.type === HANDSHAKE.clientHello) hello = parseClientHello(message.body)
          return true
        }
      }
      return false
    },
    seen: () => ({ ...(hello === undefined ? {} : { hello }), bytes, reads }),
  }
}
