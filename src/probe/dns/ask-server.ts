import type { DnsPlan } from '../../domain/plan/dns-plan.ts'
import type { Clock, Random } from '../../domain/ports.ts'
import { encodeQuery } from '../../wire/dns/query.ts'
import { decodeResponse } from '../../wire/dns/response.ts'
import type { ServerAddress } from '../../wire/dns/server-address.ts'
import type { Exchange, Heard } from './exchange.ts'
import { askOverTcp } from './tcp.ts'
import { askOverUdp } from './udp.ts'

/** DNS flag day 2020: fits every path without fragments. */
const EDNS_BYTES = 1_232

export interface Attempt {
  readonly exchange: Exchange
  readonly transport: 'udp' | 'tcp'
  readonly afterMs: number
}

export interface AskOptions {
  readonly clock: Clock
  readonly random: Random
  readonly timeoutMs: number
  /** Without EDNS from the start, as a plain libc asks: some boxes let no question with EDNS through (RFC 6891 §6.2.2). */
  readonly plain?: boolean
  /** An answer over UDP that comes when nobody waits for it any more, with the time since its question. */
  readonly late?: { readonly forMs: number; readonly heard: (answer: Heard, afterMs: number) => void }
  readonly signal?: AbortSignal
}

/**
 * One try at one server: UDP with EDNS; without EDNS when the server does not know it; TCP when the answer was truncated;
 * and without the DO bit (a smaller answer, as a plain libc would get) when TCP does not work. Every exchange is returned in order;
 * the last one counts. undefined: the name cannot be asked for.
 */
export async function askServer(
  plan: DnsPlan,
  server: ServerAddress,
  options: AskOptions,
): Promise<readonly Attempt[] | undefined> {
  const attempts: Attempt[] = []
  const ask = async (transport: 'udp' | 'tcp', edns: boolean, dnssecOk: boolean): Promise<Exchange | undefined> => {
    const [high = 0, low = 0] = options.random.bytes(2)
    const id = (high << 8) | low
    const message = encodeQuery({
      id,
      name: plan.name,
      type: plan.type,
      recursionDesired: plan.recursionDesired ?? true,
      checkingDisabled: plan.checkingDisabled ?? false,
      ...(edns ? { ednsBytes: EDNS_BYTES, dnssecOk } : {}),
    })
    if (message === undefined) return undefined
    const startedAt = options.clock.now()
    const expected = { id, name: plan.name, type: plan.type }
    const { late } = options
    const exchange = await (transport === 'udp' ? askOverUdp : askOverTcp)({
      server,
      message,
      read: (answer) => decodeResponse(answer, expected),
      timeoutMs: options.timeoutMs,
      ...(late === undefined
        ? {}
        : { late: { forMs: late.forMs, heard: (answer) => late.heard(answer, options.clock.now() - startedAt) } }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    attempts.push({ exchange, transport, afterMs: options.clock.now() - startedAt })
    return exchange
  }

  const transport = plan.transport ?? 'udp'
  let edns = options.plain !== true
  let first = await ask(transport, edns, edns)
  if (first === undefined) return undefined
  if (first.kind === 'response' && (first.response.rcode === 'FORMERR' || first.response.rcode === 'NOTIMP')) {
    edns = false
    first = (await ask(transport, edns, false)) ?? first
  }
  if (transport === 'udp' && first.kind === 'response' && first.response.truncated) {
    const overTcp = await ask('tcp', edns, edns)
    if (overTcp?.kind === 'timeout' || overTcp?.kind === 'failed') {
      const smaller = edns ? await ask('udp', true, false) : undefined
      // Truncated again: the broken TCP is the news, not this.
      if (smaller?.kind === 'response' && smaller.response.truncated) attempts.splice(-1, 1)
    }
  }
  return attempts
}
