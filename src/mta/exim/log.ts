import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { looksIso } from '../../wire/syslog/stamp.ts'
import { BoundedMap } from '../bounded-map.ts'
import { createLiveQueue } from '../live-queue.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { field } from '../field-text.ts'
import { standsAt } from '../octets.ts'
import { EximAttempt, type Message } from './log-attempt.ts'
import { openDeliveryLines, type DeliveryKind, type DeliveryLine } from './delivery-line.ts'
import { idEndInPlace, messageIdEnd, readHost, sizeInPlace } from './log-line.ts'
import { isBrokenTlsSession, readServerLine } from './log-server.ts'

/** Below ERRNO_RETRY_BASE no attempt was made: not yet time, a domain or a transport that is held back. */
const NOT_YET = /\((?:-5[1-7])\)|\(0\): SMTP delivery explicitly queued/
/** The flags of chapter 52, two octets as one number. */
const ARRIVED = 0x3c3d
const DELIVERED = 0x3d3e
const ALSO_DELIVERED = 0x2d3e
const CUT_THROUGH = 0x3e3e
const SUPPRESSED = 0x2a3e
const FAILED = 0x2a2a
const DEFERRED = 0x3d3d

const EXPIRED = ['retry timeout exceeded', 'have been failing for a long time']

export function ownsProgram(program: string): boolean {
  return /^exim\d?$/.test(program)
}

/** Reads Exim's main log, from its own file or through syslog. */
export function readLog(sink: LogSink): LineReader {
  const queue = createLiveQueue(1 << 17, (count) => sink.forgotten('queueIds', count))
  const pending = createPendingFailures('exim', sink)
  /** What a local transport said of a message before its outcome, which names only a number. */
  const localWords = new BoundedMap<string, string>(4_096)
  const lines = openDeliveryLines()

  const messageOf = (id: string): Message => ({ id, sizeBytes: queue.atText(id, 0).size() })

  /** The lines of every message by their octets. False: another line, or one that is not of the plain form. */
  function quick(frame: Frame): boolean {
    const { octets, from, to } = frame
    const idEnd = idEndInPlace(octets, from, to)
    if (idEnd < 0) return false
    const flag = octets[idEnd + 3] === 32 ? (octets[idEnd + 1] ?? 0) * 256 + (octets[idEnd + 2] ?? 0) : 0
    switch (flag) {
      case ARRIVED:
        if (queue.at(octets, from, idEnd, 0).add(sizeInPlace(octets, idEnd, to))) sink.queue('queued', frame.atMs)
        return true
      case DELIVERED:
      case ALSO_DELIVERED:
      case CUT_THROUGH:
        return outcome(frame, idEnd, 'delivered', flag === DELIVERED)
      case FAILED:
        return outcome(frame, idEnd, 'failed', false)
      case DEFERRED:
        return outcome(frame, idEnd, 'deferred', false)
    }
    if (octets[idEnd + 1] !== 67 || !standsAt(octets, idEnd + 1, 'Completed')) return false
    queue.at(octets, from, idEnd, 0).remove()
    sink.queue('removed', frame.atMs)
    return true
  }

  function outcome(frame: Frame, idEnd: number, kind: DeliveryKind, first: boolean): boolean {
    const { octets, text, from, to } = frame
    const line = lines.inPlace(octets, text, { from: idEnd + 4, to }, kind)
    if (line === undefined) return false
    const message: Message = { id: text.slice(from, idEnd), sizeBytes: queue.at(octets, from, idEnd, 0).size() }
    return kind === 'delivered'
      ? delivered(frame, message, line, first)
      : refused(frame, message, line, kind === 'deferred')
  }

  function read(frame: Frame): boolean {
    if (frame.kind === 'dated' && frame.from >= 0 && quick(frame)) return true
    const text = frame.message
    // The second line of a warning that every start writes.
    if (text.startsWith(' Suggested action: use keep_environment')) return true
    if (frame.program === '' && frame.kind !== 'dated') return false
    const start = textStart(text)
    const idEnd = messageIdEnd(text, start)
    // Under another program's name only a message id makes it Exim's.
    if (idEnd < 0)
      return (frame.program === '' || ownsProgram(frame.program)) && readServerLine(text, start, frame.atMs, sink)
    const id = text.slice(start, idEnd)
    if (text.charCodeAt(idEnd + 3) === 32)
      switch (text.charCodeAt(idEnd + 1) * 256 + text.charCodeAt(idEnd + 2)) {
        case DELIVERED:
          return delivered(frame, messageOf(id), lines.fromText(text, idEnd + 4, 'delivered'), true)
        case ALSO_DELIVERED:
        case CUT_THROUGH:
          return delivered(frame, messageOf(id), lines.fromText(text, idEnd + 4, 'delivered'), false)
        case FAILED:
          return refused(frame, messageOf(id), lines.fromText(text, idEnd + 4, 'failed'), false)
        case DEFERRED:
          return refused(frame, messageOf(id), lines.fromText(text, idEnd + 4, 'deferred'), true)
        case SUPPRESSED:
          return true
        case ARRIVED: {
          const size = Number.parseInt(field(text, 'S', idEnd), 10)
          if (queue.atText(id, 0).add(Number.isNaN(size) ? -1 : size)) sink.queue('queued', frame.atMs)
          return true
        }
      }
    return message(frame, id, idEnd + 1)
  }

  function delivered(frame: Frame, message: Message, line: DeliveryLine, first: boolean): boolean {
    if (first && line.tls !== '') sink.tlsEstablished(line.tls, frame.atMs)
    pending.healed(message.id, { mx: line.mx, address: line.address, encrypted: line.tls !== '' })
    sink.attempt(new EximAttempt(frame.atMs, message, line))
    return true
  }

  function refused(frame: Frame, message: Message, line: DeliveryLine, deferred: boolean): boolean {
    const { id } = message
    const { words } = line
    const suspended = deferred && isNotYet(words)
    const tls = pending.tlsOf(id)
    const aboutTls = isTls(words)
    if (aboutTls && !suspended && tls === undefined) sink.tlsFailed(words, frame.atMs)
    // "defer (111): Connection refused" leaves the host to the line before it.
    if (line.mx === '' && line.address === '') Object.assign(line, pending.hostOf(id, words))
    const attempt = new EximAttempt(frame.atMs, message, line)
    attempt.status = deferred ? 'deferred' : isExpired(words) ? 'expired' : 'bounced'
    attempt.suspended = suspended
    attempt.evidence =
      aboutTls && tls !== undefined ? tls.reason : localWords.size === 0 ? '' : (localWords.get(id) ?? '')
    sink.attempt(attempt)
    pending.failed(id)
    return true
  }

  /** Lines about a message that are no outcome: hosts that failed on the way, TLS given up, the end of the message. */
  function message(frame: Frame, id: string, start: number): boolean {
    const text = frame.message
    if (text.startsWith('Completed', start)) {
      queue.atText(id, 0).remove()
      sink.queue('removed', frame.atMs)
      return true
    }
    // What broke a session that TLS protected: the outcome tells it, and a session that was through has none.
    if (text.startsWith('H=', start) && isBrokenTlsSession(text, start)) return true
    const tls = tlsFailure(text, start)
    if (tls !== undefined) {
      const said = text.slice(start)
      sink.tlsFailed(said, frame.atMs)
      pending.add(id, { atMs: frame.atMs, ...tls, reason: said, tls: true })
      return true
    }
    const host = hostAtStart(text, start)
    if (host !== undefined) {
      pending.add(id, { atMs: frame.atMs, mx: host.mx, address: host.address, reason: host.reason, tls: false })
      return true
    }
    if (
      text.startsWith('unable to set gid=', start) ||
      text.includes(' transport process returned non-zero status ', start)
    ) {
      if (localWords.get(id) === undefined) localWords.set(ownString(id), ownString(text.slice(start, start + 1_000)))
      return true
    }
    if (text.endsWith(': error ignored')) return true
    if (readServerLine(text, start, frame.atMs, sink)) return true
    // Whatever else Exim says of a message: only its own log, or its own name, makes it Exim's.
    return frame.kind === 'dated' || ownsProgram(frame.program) || isNote(text, start)
  }

  return { read, end: () => undefined }
}

/** After Exim's own stamp (in syslog it may stand twice) and `[pid]`. */
function textStart(text: string): number {
  let start = 0
  if (looksIso(text, 0)) {
    start = 20
    if (text.charCodeAt(19) === 46) start = text.indexOf(' ', 19) + 1
    const zone = text.charCodeAt(start)
    if (zone === 43 || zone === 45) start = text.indexOf(' ', start) + 1
  }
  if (text.charCodeAt(start) === 91) {
    const close = text.indexOf('] ', start)
    if (close > 0 && close - start < 12) start = close + 2
  }
  return start
}

/** Texts that Exim's TLS code begins its complaints with, on the delivering side. */
function tlsFailure(text: string, start: number): { readonly mx: string; readonly address: string } | undefined {
  const unencrypted = text.indexOf('delivering unencrypted to ', start)
  if (unencrypted >= 0 && !isBareAnnouncement(text, start)) return readHost(text, unencrypted)
  if (text.startsWith('DANE attempt failed;', start)) return bracketed(text, start)
  const error = text.indexOf('TLS error on connection', start)
  if (error >= 0 && error - start < 400 && text.startsWith('H=', start)) return readHost(text, start)
  return undefined
}

/** "TLS session failure: delivering unencrypted to H=…" repeats the failure that the line before told. */
function isBareAnnouncement(text: string, start: number): boolean {
  return text.startsWith('TLS session failure: delivering unencrypted', start)
}

function bracketed(text: string, start: number): { readonly mx: string; readonly address: string } {
  const open = text.indexOf(' [', start)
  const space = text.lastIndexOf(' ', open - 1)
  const close = text.indexOf(']', open)
  return open < 0 || close < 0
    ? { mx: '', address: '' }
    : { mx: text.slice(space + 1, open), address: text.slice(open + 2, close) }
}

/** `H=host [address]: text` or `host [address] text` (before 4.8): one host failed, another may take it. */
function hostAtStart(
  text: string,
  start: number,
): { readonly mx: string; readonly address: string; readonly reason: string } | undefined {
  const open = text.indexOf(' [', start)
  if (open < 0 || open - start > 260) return undefined
  const name = text.slice(text.startsWith('H=', start) ? start + 2 : start, open)
  const close = text.indexOf(']', open)
  if (close < 0 || name.includes(' ') || !name.includes('.')) return undefined
  // " rejected RCPT" and "F=<…>" belong to a client of ours.
  const tail = text.slice(close + 1)
  if (tail.includes(' rejected ') || tail.includes(' F=<')) return undefined
  return {
    mx: name.toLowerCase(),
    address: text.slice(open + 2, close),
    reason: hostReason(tail, text.slice(start, close + 1).replace(/^H=/, '')),
  }
}

/** `: words`; what failed to connect stands without a colon, or behind the host once more: then it is an error of the system. */
function hostReason(tail: string, host: string): string {
  const words = tail.replace(/^:\d{1,5}(?=[: ])/, '')
  const again = `: ${host}: `
  if (words.startsWith(again)) return `connect to ${host}: ${words.slice(again.length)}`
  return words.replace(/^:? /, '')
}

function isNotYet(words: string): boolean {
  return NOT_YET.test(words.slice(0, 50)) || words.includes('retry time not reached')
}

function isExpired(words: string): boolean {
  return EXPIRED.some((phrase) => words.includes(phrase))
}

const ABOUT_TLS = /^defer \(-3[78]\)|TLS (?:session|error)|_handshake\)|\(SSL_connect\)|certificate verif/

function isTls(reason: string): boolean {
  return ABOUT_TLS.test(reason)
}

const NOTES: readonly string[] = [
  'Frozen',
  'frozen ',
  'Unfrozen',
  'Message is frozen',
  'Spool file',
  'SMTP connection from ',
  'removed by ',
  'cancelled by ',
  'User ',
  'error message sent',
  'Error while ',
  'Malformed ',
  'failed to ',
  'no immediate delivery',
  'Delivery ',
  'DKIM: ',
  'PRDR ',
  'CHUNKING ',
  'DMARC',
  'SPF',
  'TLS session failure: ',
  'TLS session: ',
  'H=',
  'F=<',
  'U=',
  'cutthrough',
  'Warning: ',
  'original ',
  'malware ',
  'spam',
  'log ',
  'remote delivery',
  'routing ',
  'retry ',
  'recipient ',
  'sender ',
  'queued ',
  'no IP address found for host ',
  'no recipients',
  'rewrote ',
]

function isNote(text: string, start: number): boolean {
  for (const note of NOTES) if (text.startsWith(note, start)) return true
  return false
}
