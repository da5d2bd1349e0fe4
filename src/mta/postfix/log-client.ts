import type { Frame } from '../../wire/syslog/frame.ts'
import { createInterner } from '../../wire/syslog/interner.ts'
import type { LiveQueue } from '../live-queue.ts'
import type { LogSink } from '../log-event.ts'
import { failedStatus, openDeliveries, peerInReason } from './log-delivery.ts'
import { openRequests } from './log-requests.ts'
import { deliveryIdEnd, establishedVersion } from './log-quick.ts'
import { CLIENT_NOTES, EARLIER_FAILURES } from './log-lines.table.ts'
import { isTlsDetail } from './tls-details.ts'

export interface ClientLines {
  /** Lines of smtp and lmtp, which talk to the network. */
  client(frame: Frame): boolean
  /** Lines of local, virtual, pipe, error, discard. */
  agent(frame: Frame): boolean
  end(): void
}

/**
 * The delivery side of Postfix: which line is what. `log-requests.ts` joins them.
 */
export function openClientLines(sink: LogSink, queue: LiveQueue, scope: (frame: Frame) => number): ClientLines {
  const requests = openRequests(sink)
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
      line.suspended = reason.startsWith('delivery temporarily suspended')
      if (line.relay === 'none') {
        const { host, address } = peerInReason(reason)
        line.setPeer(hosts.text(host, 0, host.length), address)
      }
    }
    const id =
      frame.from < 0
        ? queue.atText(line.queueId, scope(frame))
        : queue.at(frame.octets, frame.from, frame.from + idEnd, scope(frame))
    line.sizeBytes = id.size()
    sink.attempt(line)
    return true
  }

  /** A handshake that came about, by its octets: one line of every delivery where Postfix logs TLS. */
  function established(frame: Frame): boolean {
    const from = establishedVersion(frame)
    if (from < 0) return false
    let to = from
    while (to < frame.to && frame.octets[to] !== 32) to++
    sink.tlsEstablished(versions.octets(frame.octets, from, to), frame.atMs)
    return true
  }

  function unnamed(frame: Frame): boolean {
    const text = frame.message
    if (text.startsWith('connect to ')) {
      requests.earlier(frame, '', text)
      return true
    }
    const established = text.indexOf('TLS connection established to ')
    if (established >= 0 && established < 20) {
      const at = text.indexOf(': TLS', established)
      const version = at < 0 ? text.indexOf(': SSL', established) : at
      if (version >= 0) sink.tlsEstablished(text.slice(version + 2, text.indexOf(' ', version + 2)), frame.atMs)
      return true
    }
    if (text.startsWith('SSL_connect error to ') || text.startsWith('server certificate verification failed for ')) {
      requests.tlsError(frame)
      return true
    }
    if (text.startsWith('warning: TLS library problem: ') || text.startsWith('TLS library problem: ')) {
      requests.libraryWord(frame)
      return true
    }
    return startsWithAny(text, CLIENT_NOTES) || isTlsDetail(text)
  }

  function client(frame: Frame): boolean {
    const quickly = frame.from < 0 ? -1 : deliveryIdEnd(frame)
    if (quickly > 0) return delivery(frame, quickly)
    if (frame.from >= 0 && established(frame)) return true
    const idEnd = queueIdEnd(frame.message)
    if (idEnd < 0) return unnamed(frame)
    const start = idEnd + 2
    if (frame.message.startsWith('to=<', start)) return delivery(frame, idEnd)
    const text = frame.message.slice(start)
    if (startsWithAny(text, EARLIER_FAILURES)) {
      requests.earlier(frame, frame.message.slice(0, idEnd), text)
      return true
    }
    return unnamedAfterId(frame, text)
  }

  function unnamedAfterId(frame: Frame, text: string): boolean {
    if (text.includes('TLS connection established to ') || text.startsWith('SSL_connect error to ')) {
      const whole = frame.message
      frame.message = text
      const understood = unnamed(frame)
      frame.message = whole
      return understood
    }
    return startsWithAny(text, CLIENT_NOTES)
  }

  function agent(frame: Frame): boolean {
    const idEnd = queueIdEnd(frame.message)
    if (idEnd < 0) return startsWithAny(frame.message, CLIENT_NOTES)
    const start = idEnd + 2
    if (frame.message.startsWith('to=<', start)) return delivery(frame, idEnd)
    return startsWithAny(frame.message.slice(start), CLIENT_NOTES)
  }

  return {
    client,
    agent,
    end: () => requests.end(),
  }
}

/** Outcomes of an address verification probe, and of an alias that was taken apart: no attempts. */
const PROBES: ReadonlySet<string> = new Set(['deliverable', 'undeliverable', 'expanded'])

/** Index of the colon after a queue id (short hexadecimal or long base 52) at the start of a message, or −1. */
export function queueIdEnd(message: string): number {
  let index = 0
  for (; index < 32; index++) {
    const code = message.charCodeAt(index)
    const alphanumeric = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
    if (!alphanumeric) break
  }
  if (index < 5 || message.charCodeAt(index) !== 58 || message.charCodeAt(index + 1) !== 32) return -1
  // Words such as "warning" or "fatal" are not ids: a short id is upper-case hexadecimal, a long one holds a digit.
  for (let at = 0; at < index; at++) if (message.charCodeAt(at) < 58) return index
  return isUpperHex(message, index) ? index : -1
}

function isUpperHex(message: string, end: number): boolean {
  for (let at = 0; at < end; at++) {
    const code = message.charCodeAt(at)
    if (code < 65 || code > 70) return false
  }
  return true
}

export function startsWithAny(text: string, prefixes: readonly string[]): boolean {
  for (const prefix of prefixes) if (text.startsWith(prefix)) return true
  return false
}
