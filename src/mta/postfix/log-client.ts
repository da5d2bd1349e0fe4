import type { Frame } from '../../wire/syslog/frame.ts'
import { createInterner } from '../../wire/syslog/interner.ts'
import { lowerAscii } from '../../wire/syslog/latin1.ts'
import type { LiveQueue } from '../live-queue.ts'
import type { LogSink } from '../log-event.ts'
import { attemptStatus, peerInReason, readDelivery, readPeer } from './log-delivery.ts'
import { openRequests } from './log-requests.ts'
import { CLIENT_NOTES, EARLIER_FAILURES } from './log-lines.table.ts'

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
  const domains = createInterner(16_384, lowerAscii)
  const hosts = createInterner(16_384)

  function delivery(frame: Frame, queueId: string, start: number): boolean {
    const line = readDelivery(frame.message, start)
    if (line === undefined) return false
    const status = attemptStatus(line.status)
    const evidence = requests.settle(frame, {
      queueId,
      relay: line.relay,
      sent: status === 'sent',
      reason: line.reason,
    })
    if (status === undefined)
      return line.status === 'deliverable' || line.status === 'undeliverable' || line.status === 'expanded'
    let peer: { readonly host: string; readonly address: string; readonly inRelay: boolean } = {
      ...readPeer(line.relay),
      inRelay: true,
    }
    if (status !== 'sent' && peer.address === '' && line.relay === 'none')
      peer = { ...peerInReason(line.reason), inRelay: false }
    const failed = status !== 'sent'
    const connectAt = failed ? slash(line.delays, 2) : -1
    const transmitAt = failed ? slash(line.delays, 3) : -1
    sink.attempt({
      software: 'postfix',
      atMs: frame.atMs,
      queueId,
      recipient: line.recipient,
      domain:
        frame.from < 0
          ? domains.text(frame.message, line.domainFrom, line.domainTo)
          : domains.octets(frame.octets, frame.from + line.domainFrom, frame.from + line.domainTo),
      mx:
        frame.from < 0 || !peer.inRelay
          ? hosts.text(peer.host, 0, peer.host.length)
          : hosts.octets(frame.octets, frame.from + line.relayFrom, frame.from + line.relayFrom + peer.host.length),
      address: peer.address,
      status,
      suspended: failed && line.reason.startsWith('delivery temporarily suspended'),
      dsn: line.dsn,
      reason: line.reason,
      evidence,
      source: '',
      connectSeconds: connectAt < 0 ? Number.NaN : Number(line.delays.slice(connectAt, transmitAt - 1)),
      transmitSeconds: transmitAt < 0 ? Number.NaN : Number(line.delays.slice(transmitAt)),
      sizeBytes: queue.atText(queueId, scope(frame)).size(),
    })
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
    return startsWithAny(text, CLIENT_NOTES)
  }

  function client(frame: Frame): boolean {
    const idEnd = queueIdEnd(frame.message)
    if (idEnd < 0) return unnamed(frame)
    const start = idEnd + 2
    if (frame.message.startsWith('to=<', start)) return delivery(frame, frame.message.slice(0, idEnd), start)
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
    if (frame.message.startsWith('to=<', start)) return delivery(frame, frame.message.slice(0, idEnd), start)
    return startsWithAny(frame.message.slice(start), CLIENT_NOTES)
  }

  return {
    client,
    agent,
    end: () => requests.end(),
  }
}

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

function slash(text: string, nth: number): number {
  let index = 0
  for (let count = 0; count < nth; count++) {
    index = text.indexOf('/', index) + 1
    if (index === 0) return -1
  }
  return index
}
