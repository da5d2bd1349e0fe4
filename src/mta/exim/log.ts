import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'
import { openExpiries } from '../expired-messages.ts'
import { createLiveQueue } from '../live-queue.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { indexIn, standsAt } from '../octets.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { openDeliveryLines, type DeliveryKind } from './delivery-line.ts'
import type { EximAttempt } from './log-attempt.ts'
import { bareError, hostAtStart, isAboutTls, isExpired, isNotYet, tlsFailure } from './log-failure.ts'
import { messageIdEnd, sizeIn, textStart } from './log-line.ts'
import { NOTES } from './log-notes.table.ts'
import { isBrokenTlsSession, readServerLine } from './log-server.ts'

/** The flags of chapter 52, two octets as one number. */
const ARRIVED = 0x3c3d
const DELIVERED = 0x3d3e
const ALSO_DELIVERED = 0x2d3e
const CUT_THROUGH = 0x3e3e
const SUPPRESSED = 0x2a3e
const FAILED = 0x2a2a
const DEFERRED = 0x3d3d
const ARROWS: ReadonlySet<number> = new Set([
  ARRIVED,
  DELIVERED,
  ALSO_DELIVERED,
  CUT_THROUGH,
  SUPPRESSED,
  FAILED,
  DEFERRED,
])
const SPACE = 32
const SESSION_LINES_MS = 2_000

export function ownsProgram(program: string): boolean {
  return /^exim\d?$/.test(program)
}

/**
 * Reads Exim's main log, from its own file or through syslog. The lines that make the most of it, those of arrivals, deliveries and ends, are
 * read by their octets.
 */
export function readLog(sink: LogSink): LineReader {
  const queue = createLiveQueue(1 << 17, (count) => sink.forgotten('queueIds', count))
  const pending = createPendingFailures('exim', sink)
  /** What a local transport said of a message before its outcome, which names only a number. */
  const localWords = new BoundedMap<string, string>(4_096)
  const readDelivery = openDeliveryLines()
  const expiries = openExpiries(sink)
  /** The last session that TLS protected; its lines are written together when it has ended. */
  let session = { queueId: '', address: '', atMs: Number.NaN, delivered: false }

  /** Lines with a message's id came without a stamp and without a program (journalctl -o cat): so do the others. */
  let isBare = false

  function read(frame: Frame): boolean {
    frame.locate()
    const { octets, to, atMs } = frame
    const start = textStart(octets, frame.from, to)
    const idEnd = messageIdEnd(octets, start, to)
    if (frame.program === '' && frame.kind !== 'dated') {
      isBare ||= idEnd >= 0 && isAboutMessage(octets, idEnd, to)
      if (!isBare) return isStartWarning(frame.message)
    }
    if (idEnd < 0) return unnamed(frame, start)
    const flag = octets[idEnd + 3] === SPACE ? (octets[idEnd + 1] ?? 0) * 256 + (octets[idEnd + 2] ?? 0) : 0
    switch (flag) {
      case ARRIVED:
        if (queue.at(octets, start, idEnd, 0).add(sizeIn(octets, idEnd, to))) sink.queue('queued', atMs)
        return true
      case DELIVERED:
      case ALSO_DELIVERED:
      case CUT_THROUGH:
        if (isTorn(octets, idEnd, to)) return false
        return delivered(delivery(frame, start, idEnd, 'delivered'), flag === DELIVERED)
      case FAILED:
        return !isTorn(octets, idEnd, to) && refused(delivery(frame, start, idEnd, 'failed'), false)
      case DEFERRED:
        return !isTorn(octets, idEnd, to) && refused(delivery(frame, start, idEnd, 'deferred'), true)
      case SUPPRESSED:
        return true
    }
    if (!standsAt(octets, idEnd + 1, 'Completed')) return message(frame, start, idEnd)
    queue.at(octets, start, idEnd, 0).remove()
    sink.queue('removed', atMs)
    return true
  }

  function delivery(frame: Frame, from: number, to: number, kind: DeliveryKind): EximAttempt {
    return readDelivery(frame, { from, to, sizeBytes: queue.at(frame.octets, from, to, 0).size() }, kind)
  }

  function delivered(attempt: EximAttempt, first: boolean): boolean {
    const { mx, address, tls } = attempt
    if (first) encrypted(attempt)
    pending.healed(attempt.queueId, { mx, address, encrypted: tls !== '' })
    sink.attempt(attempt)
    return true
  }

  /** A session that TLS protected, told by its first delivery and by each address that was refused in it. */
  function encrypted({ queueId, address, tls, continued, status, atMs }: EximAttempt): void {
    if (tls === '' || continued) return
    const isSame =
      session.queueId === queueId && session.address === address && Math.abs(atMs - session.atMs) <= SESSION_LINES_MS
    if (!isSame || (status === 'sent' && session.delivered)) sink.tlsEstablished(tls, atMs)
    session = { queueId, address, atMs, delivered: status === 'sent' || (isSame && session.delivered) }
  }

  function refused(attempt: EximAttempt, deferred: boolean): boolean {
    const { queueId, reason } = attempt
    attempt.status = deferred ? 'deferred' : isExpired(reason) ? 'expired' : 'bounced'
    encrypted(attempt)
    const suspended = deferred && isNotYet(reason)
    const tls = pending.tlsOf(queueId)
    const aboutTls = !suspended && isAboutTls(reason)
    if (aboutTls && tls === undefined) sink.tlsFailed(reason, attempt.atMs)
    // "defer (111): Connection refused" leaves the host to the line before it, or names the first that was tried.
    const error = attempt.mx === '' && attempt.address === '' ? reason : bareError(reason)
    const host = error === '' ? undefined : pending.hostOf(queueId, error, attempt.address)
    if (host !== undefined) {
      attempt.mx = host.mx
      attempt.address = host.address
    }
    if (attempt.status === 'expired') expiries.tell(queueId, attempt.atMs)
    attempt.suspended = suspended
    attempt.evidence =
      aboutTls && tls !== undefined ? tls.reason : localWords.size === 0 ? '' : (localWords.get(queueId) ?? '')
    sink.attempt(attempt)
    pending.failed(queueId)
    return true
  }

  /** Of a client of ours, or of Exim itself. */
  function unnamed(frame: Frame, start: number): boolean {
    if (isStartWarning(frame.message)) return true
    // Under another program's name only a message id makes it Exim's.
    if (frame.program !== '' && !ownsProgram(frame.program)) return false
    return readServerLine(frame.message, start - frame.from, frame.atMs, sink)
  }

  /** Lines about a message that are no outcome: hosts that failed on the way, TLS given up. */
  function message(frame: Frame, idFrom: number, idEnd: number): boolean {
    const { atMs, message: text } = frame
    const id = text.slice(idFrom - frame.from, idEnd - frame.from)
    const start = idEnd - frame.from + 1
    // What broke a session that TLS protected: the outcome tells it, and a session that was through has none.
    if (text.startsWith('H=', start) && isBrokenTlsSession(text, start)) return true
    const tls = tlsFailure(text, start)
    if (tls !== undefined) {
      const said = text.slice(start)
      sink.tlsFailed(said, atMs)
      pending.add(id, { atMs, ...tls, reason: said, tls: true })
      return true
    }
    const host = hostAtStart(text, start)
    if (host !== undefined) {
      pending.add(id, { atMs, ...host, tls: false })
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
    if (readServerLine(text, start, atMs, sink)) return true
    // Whatever else Exim says of a message: only its own log, or its own name, makes it Exim's.
    return frame.kind === 'dated' || ownsProgram(frame.program) || NOTES.some((note) => text.startsWith(note, start))
  }

  return {
    read,
    end: () => undefined,
    file() {
      isBare = false
    },
  }
}

/** A crash left half of the line: behind an address something always stands, the router at the least. */
function isTorn(octets: Uint8Array, idEnd: number, to: number): boolean {
  return indexIn(octets, SPACE, idEnd + FLAG_LENGTH, to) === to
}

/** ` => ` */
const FLAG_LENGTH = 4

/** A flag of chapter 52 after the id, or the word for a message's end. */
function isAboutMessage(octets: Uint8Array, idEnd: number, to: number): boolean {
  if (standsAt(octets, idEnd, ' Completed')) return idEnd + 10 <= to
  return ARROWS.has((octets[idEnd + 1] ?? 0) * 256 + (octets[idEnd + 2] ?? 0)) && octets[idEnd + 3] === SPACE
}

/** The two lines of a warning that every start writes, whoever hands them on. */
function isStartWarning(text: string): boolean {
  return text.endsWith('purging the environment.') || text.endsWith('use keep_environment.')
}
