import type { Frame } from '../../wire/syslog/frame.ts'
import { createInterner } from '../../wire/syslog/interner.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { LiveQueue } from '../live-queue.ts'
import { scopeOf } from '../live-queue.ts'
import type { LogSink } from '../log-event.ts'
import { attemptStatus, peerInReason, readDelivery, readPeer } from './log-delivery.ts'
import { CLIENT_NOTES, EARLIER_FAILURES } from './log-lines.table.ts'

/** A failure that did not end the delivery request: what follows from the same process says how it went on. */
interface Pending {
  /** Empty until a line names it: connect failures carry no queue id. */
  queueId: string
  readonly atMs: number
  readonly host: string
  readonly address: string
  readonly reason: string
  readonly evidence: string
  readonly tls: boolean
}

/** What one delivery process has said since its last outcome. */
interface Process {
  pending: Pending[]
  /** A handshake that failed, and what the library said of it. */
  tls: { atMs: number; host: string; address: string; text: string; told: boolean } | undefined
  /** The last request whose TLS failure was counted: its other recipients do not count again. */
  tlsToldFor: string
}

const PENDING_LIMIT = 32
const PROCESS_LIMIT = 8_192
const TEXT_LIMIT = 4_000

export interface ClientLines {
  /** Lines of smtp and lmtp, which talk to the network. */
  client(frame: Frame): boolean
  /** Lines of local, virtual, pipe, error, discard. */
  agent(frame: Frame): boolean
  end(): void
}

/**
 * The delivery side of Postfix. TLS lines and connect failures carry no queue id, so they are joined to the next line of their process
 * that does; a delivery process handles one request at a time.
 */
export function openClientLines(sink: LogSink, queue: LiveQueue, scope: (frame: Frame) => number): ClientLines {
  const processes = new BoundedMap<number, Process>(PROCESS_LIMIT)
  const domains = createInterner(16_384, (name) => name.toLowerCase())
  const hosts = createInterner(16_384)

  let lastHost = ''
  let lastProgram = ''
  let lastScope = 0

  /** One number for host, program and process id: 26 bits of the names' hash and 27 of the id. */
  function keyOf(frame: Frame): number {
    if (frame.host !== lastHost || frame.program !== lastProgram) {
      lastHost = frame.host
      lastProgram = frame.program
      lastScope = scopeOf(`${lastHost} ${lastProgram}`) >>> 6
    }
    return lastScope * 0x800_0000 + (frame.pid & 0x7ff_ffff)
  }

  function processOf(frame: Frame): Process {
    const key = keyOf(frame)
    let process = processes.get(key)
    if (process === undefined) {
      process = { pending: [], tls: undefined, tlsToldFor: '' }
      processes.set(key, process)
    }
    return process
  }

  function known(frame: Frame): Process | undefined {
    return processes.size === 0 ? undefined : processes.get(keyOf(frame))
  }

  function tellTls(process: Process): void {
    const tls = process.tls
    if (tls === undefined || tls.told) return
    tls.told = true
    sink.tlsFailed(tls.text, tls.atMs)
  }

  /** Pending failures of other requests ended without a delivery, so no MX healed them; those without an id belong to this one. */
  function claim(process: Process, queueId: string): void {
    if (process.pending.length === 0) return
    process.pending = process.pending.filter((pending) => pending.queueId === '' || pending.queueId === queueId)
    for (const pending of process.pending) pending.queueId = ownString(queueId)
  }

  function delivery(frame: Frame, queueId: string, start: number): boolean {
    const line = readDelivery(frame.message, start)
    if (line === undefined) return false
    const status = attemptStatus(line.status)
    const process = known(frame)
    if (status === undefined) {
      if (process !== undefined) settle(process, queueId, frame, line.relay, false, line.reason)
      return line.status === 'deliverable' || line.status === 'undeliverable' || line.status === 'expanded'
    }
    let peer: { readonly host: string; readonly address: string; readonly inRelay: boolean } = {
      ...readPeer(line.relay),
      inRelay: true,
    }
    if (status !== 'sent' && peer.address === '' && line.relay === 'none')
      peer = { ...peerInReason(line.reason), inRelay: false }
    const evidence =
      process === undefined ? '' : settle(process, queueId, frame, line.relay, status === 'sent', line.reason)
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

  /** An outcome came: decide what the failures before it were. Returns what the TLS library said, where the reason is its failure. */
  function settle(
    process: Process,
    queueId: string,
    frame: Frame,
    relay: string,
    sent: boolean,
    reason: string,
  ): string {
    claim(process, queueId)
    const isTls = isTlsReason(reason)
    let evidence = ''
    if (!sent && isTls) {
      if (process.tls !== undefined) {
        evidence = process.tls.text
        tellTls(process)
      } else if (process.tlsToldFor !== queueId && !reason.startsWith('delivery temporarily'))
        sink.tlsFailed(reason, frame.atMs)
      process.tlsToldFor = ownString(queueId)
      process.pending = []
      return evidence
    }
    if (sent) {
      tellTls(process)
      const { host, address } = readPeer(relay)
      for (const pending of process.pending) {
        const sameHost = pending.address === '' ? pending.host === host : pending.address === address
        sink.earlier({
          software: 'postfix',
          atMs: pending.atMs,
          queueId,
          healed: pending.tls && (sameHost || pending.host === '') ? 'in-clear' : 'next-mx',
          mx: pending.host,
          address: pending.address,
          reason: pending.reason,
          evidence: pending.evidence,
        })
      }
      drop(frame)
      return ''
    }
    // One recipient was refused; another of the same request may still be delivered, and then an MX before it did fail on the way.
    if (!reason.includes(' said: ')) process.pending = []
    return ''
  }

  function drop(frame: Frame): void {
    processes.delete(keyOf(frame))
  }

  function earlier(frame: Frame, queueId: string, text: string): void {
    const process = processOf(frame)
    if (queueId !== '') claim(process, queueId)
    const isTls = isTlsReason(text)
    let { host, address } = peerInReason(text)
    let evidence = ''
    if (isTls) {
      const tls = process.tls
      if (tls === undefined) sink.tlsFailed(text.slice(0, TEXT_LIMIT), frame.atMs)
      else {
        tellTls(process)
        evidence = tls.text
        host = tls.host
        address = tls.address
        process.tls = undefined
      }
    }
    if (process.pending.length >= PENDING_LIMIT) process.pending.shift()
    process.pending.push({
      queueId: ownString(queueId),
      atMs: frame.atMs,
      host: ownString(host),
      address: ownString(address),
      reason: ownString(text.slice(0, TEXT_LIMIT)),
      evidence,
      tls: isTls,
    })
  }

  function tlsError(frame: Frame): void {
    const process = processOf(frame)
    tellTls(process)
    const text = frame.message
    const { host, address } = peerInReason(text)
    process.tls = {
      atMs: frame.atMs,
      host: ownString(host),
      address: ownString(address),
      text: ownString(text.slice(0, TEXT_LIMIT)),
      told: false,
    }
  }

  function libraryWord(frame: Frame): void {
    const tls = known(frame)?.tls
    if (tls === undefined || tls.text.length > TEXT_LIMIT) return
    tls.text = ownString(`${tls.text}; ${frame.message.slice(0, TEXT_LIMIT)}`)
  }

  function unnamed(frame: Frame): boolean {
    const text = frame.message
    if (text.startsWith('connect to ')) {
      earlier(frame, '', text)
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
      tlsError(frame)
      return true
    }
    if (text.startsWith('warning: TLS library problem: ') || text.startsWith('TLS library problem: ')) {
      libraryWord(frame)
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
      earlier(frame, frame.message.slice(0, idEnd), text)
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
    end() {
      for (const process of processes.values()) tellTls(process)
      processes.clear()
    },
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

function isTlsReason(reason: string): boolean {
  return (
    reason.startsWith('Cannot start TLS') ||
    reason.startsWith('TLS is required') ||
    reason.startsWith('Server certificate not ') ||
    reason.startsWith('client TLS configuration problem')
  )
}

function slash(text: string, nth: number): number {
  let index = 0
  for (let count = 0; count < nth; count++) {
    index = text.indexOf('/', index) + 1
    if (index === 0) return -1
  }
  return index
}
