import type { Frame } from '../../wire/syslog/frame.ts'
import { createInterner } from '../../wire/syslog/interner.ts'
import { each, openBeginnings } from '../beginnings.ts'
import type { LogSink } from '../log-event.ts'
import { standsAt } from '../octets.ts'
import { failedStatus, openDeliveries, peerInReason } from './log-delivery.ts'
import { CLIENT_NOTES, EARLIER_FAILURES } from './log-lines.table.ts'
import { openRequests } from './log-requests.ts'
import { openProxiedHandshakes } from './proxied-handshakes.ts'
import { queueIdEnd } from './queue-id.ts'
import { isTlsDetail } from './tls-details.ts'

export interface ClientLines {
  /** Lines of smtp and lmtp, which talk to the network. */
  client(frame: Frame): boolean
  /** Lines of local, virtual, pipe, error, discard. */
  agent(frame: Frame): boolean
  /** Lines of tlsproxy, which shakes hands for smtp and postscreen. False: it tells of no handshake. */
  proxy(frame: Frame): boolean
  end(): void
}

/** Lines that name no message. */
type Unnamed = 'earlier' | 'tlsError' | 'libraryWord' | 'note'

const unnamedLine = openBeginnings<Unnamed>([
  ['connect to ', 'earlier'],
  ['SSL_connect error to ', 'tlsError'],
  ['server certificate verification failed for ', 'tlsError'],
  ['warning: TLS library problem: ', 'libraryWord'],
  ['TLS library problem: ', 'libraryWord'],
  ...each(CLIENT_NOTES, 'note' as const),
])

const namedLine = openBeginnings<'delivery' | 'earlier'>([
  ['to=<', 'delivery'],
  ...each(EARLIER_FAILURES, 'earlier' as const),
])

const noteLine = openBeginnings(each(CLIENT_NOTES, true))

/**
 * The delivery side of Postfix: which line is what. `log-requests.ts` joins them. `sizeOf`: the size of the message whose id the line begins with.
 */
export function openClientLines(sink: LogSink, sizeOf: (frame: Frame, idEnd: number) => number): ClientLines {
  const proxied = openProxiedHandshakes(sink)
  const requests = openRequests(sink, proxied)
  const readDelivery = openDeliveries()
  const hosts = createInterner(16_384)
  const versions = createInterner(64)

  function delivery(frame: Frame, idEnd: number): boolean {
    const line = readDelivery(frame, idEnd)
    if (line === undefined) return false
    line.evidence = requests.settle(frame, line)
    if (!line.sent) {
      const { word, reason } = line
      const status = failedStatus(word)
      if (status === undefined) return PROBES.has(word)
      line.status = status
      line.suspended = isSuspended(reason)
      if (line.relay === 'none') {
        const { host, address } = peerInReason(reason)
        line.setPeer(hosts.text(host, 0, host.length), address)
      }
    }
    line.sizeBytes = sizeOf(frame, idEnd)
    sink.attempt(line)
    return true
  }

  function client(frame: Frame): boolean {
    const { octets, from, to } = frame
    const idEnd = queueIdEnd(octets, from, to)
    if (idEnd < 0) return unnamed(frame, from)
    switch (namedLine(octets, idEnd + 2, to)) {
      case 'delivery':
        return delivery(frame, idEnd)
      case 'earlier': {
        const { message } = frame
        requests.earlier(frame, message.slice(0, idEnd - from), message.slice(idEnd + 2 - from))
        return true
      }
      case undefined:
        return unnamed(frame, idEnd + 2)
    }
  }

  /** Since 3.10 some of these lines have the queue id before them: the text begins at `at`. */
  function unnamed(frame: Frame, at: number): boolean {
    const { octets, to } = frame
    const versionAt = establishedVersion(octets, at, to)
    if (versionAt >= 0) {
      if (versionAt < to)
        sink.tlsEstablished(versions.octets(octets, versionAt, wordEnd(octets, versionAt, to)), frame.atMs)
      return true
    }
    const line = unnamedLine(octets, at, to)
    if (line === 'note') return true
    const text = frame.text.slice(at, to)
    if (line === undefined) return isTlsDetail(text)
    if (line === 'earlier') requests.earlier(frame, '', text)
    else if (line === 'tlsError') requests.tlsError(frame, text)
    else requests.libraryWord(frame, text)
    return true
  }

  function agent(frame: Frame): boolean {
    const { octets, from, to } = frame
    const idEnd = queueIdEnd(octets, from, to)
    if (idEnd >= 0 && standsAt(octets, idEnd + 2, 'to=<')) return delivery(frame, idEnd)
    return noteLine(octets, idEnd < 0 ? from : idEnd + 2, to) !== undefined
  }

  return {
    client,
    agent,
    proxy: (frame) => proxied.read(frame),
    end: () => requests.end(),
  }
}

/** A repeat of an old reason, which follows; a line that was torn may end within these words. */
function isSuspended(reason: string): boolean {
  return reason.startsWith(SUSPENDED) || (reason.length > 8 && SUSPENDED.startsWith(reason))
}

const SUSPENDED = 'delivery temporarily suspended'

const ESTABLISHED = ' TLS connection established to '
/** `Anonymous`, `Untrusted`, `Trusted`, `Verified`. */
const LONGEST_TRUST = 12

/**
 * `Untrusted TLS connection established to host[address]:25: TLSv1.3 with …`: where the version stands; the end where none does; −1: another
 * line. One such line stands before every delivery where Postfix logs TLS.
 */
function establishedVersion(octets: Uint8Array, at: number, to: number): number {
  const trustEnd = wordEnd(octets, at, Math.min(to, at + LONGEST_TRUST))
  if (!standsAt(octets, trustEnd, ESTABLISHED)) return -1
  for (let index = trustEnd + ESTABLISHED.length; index < to; index++)
    if (octets[index] === 58 && (standsAt(octets, index, ': TLS') || standsAt(octets, index, ': SSL'))) return index + 2
  return to
}

function wordEnd(octets: Uint8Array, at: number, to: number): number {
  let index = at
  while (index < to && octets[index] !== 32) index++
  return index
}

/** Outcomes of an address verification probe, and of an alias that was taken apart: no attempts. */
const PROBES: ReadonlySet<string> = new Set(['deliverable', 'undeliverable', 'expanded'])
