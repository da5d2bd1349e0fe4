import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'
import { createLiveQueue } from '../live-queue.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { openDeliveries } from './log-delivery.ts'
import { queueIdEnd, value } from './log-fields.ts'
import { isLeft, readServerLine } from './log-server.ts'
import { openTlsLines } from './log-tls.ts'

/** Sendmail names its processes for what they do: `sm-mta`, `sm-msp-queue`, `sm-acceptingconnections`. */
const PROGRAM = /^(?:MTA|sendmail(?:-[a-z]{1,20})?|sm-[a-z-]{1,30})$/

const TOO_LARGE = /^message size \(\d{1,15}\) exceeds maximum \(/

export function ownsProgram(program: string): boolean {
  return PROGRAM.test(program)
}

/** Reads Sendmail 8, which logs one line for all recipients of one mailer call. */
export function readLog(sink: LogSink): LineReader {
  const queue = createLiveQueue(1 << 15, (count) => sink.forgotten('queueIds', count))
  const tls = openTlsLines(sink)
  const deliveries = openDeliveries(sink, tls)
  /** Messages whose clients left or fell silent before their end: their `from=` comes after that. */
  const left = new BoundedMap<string, true>(4_096)

  /** Lines came that are Sendmail's though no tag says so. */
  let isBare = false

  function read(frame: Frame): boolean {
    const text = frame.message
    if (!ownsProgram(frame.program) && !isOurs(text)) return false
    if (text.startsWith('STARTTLS=')) return tls.read(frame, text)
    const idEnd = queueIdEnd(text)
    const start = idEnd < 0 ? 0 : idEnd + 2
    if (idEnd > 0) {
      if (text.startsWith('to=', start)) {
        const id = text.slice(0, idEnd)
        return deliveries.read(frame, id, start, queue.atText(id, 0).size())
      }
      if (text.startsWith('from=', start)) {
        if (isUnsent(text, start)) return true
        const size = Number.parseInt(value(text, 'size', start), 10)
        if (queue.atText(text.slice(0, idEnd), 0).add(Number.isNaN(size) ? -1 : size)) sink.queue('queued', frame.atMs)
        return true
      }
      if (text.startsWith('done; delay=', start)) {
        queue.atText(text.slice(0, idEnd), 0).remove()
        sink.queue('removed', frame.atMs)
        return true
      }
      if (/cannot send message (?:within|for) /i.test(text.slice(start, start + 200))) {
        sink.queue('expired', frame.atMs)
        return true
      }
      if (text.startsWith('STARTTLS=', start)) return tls.read(frame, text.slice(start))
      if (TOO_LARGE.test(text.slice(start, start + 100))) {
        const refused = queue.atText(text.slice(0, idEnd), 0)
        sink.server('rejected', frame.atMs)
        // Its `from=` stood before, where the log goes back so far.
        if (!Number.isNaN(refused.size())) sink.queue('refused', frame.atMs)
        refused.remove()
        return true
      }
      if (
        (text.startsWith('SYSERR(', start) && text.includes('): timeout writing message to ', start)) ||
        (text.startsWith('timeout waiting for input from ', start) && text.includes(' during client ', start)) ||
        (text.startsWith('SYSERR(', start) && text.includes('config error: mail loops back', start))
      ) {
        deliveries.foretold(text.slice(0, idEnd), text.slice(start))
        return true
      }
      if (text.startsWith('makeconnection (', start)) {
        deliveries.noConnection(frame, text.slice(0, idEnd), text.slice(start))
        return true
      }
    }
    if (idEnd > 0 && isLeft(text, start)) left.set(ownString(text.slice(0, idEnd)), true)
    return readServerLine(text, start, frame.atMs, sink)
  }

  /** Without its tag (journalctl -o cat), or under the name of a unit: what only Sendmail says makes those lines Sendmail's that name a message, a ruleset or TLS. */
  function isOurs(text: string): boolean {
    isBare ||= isUnmistakable(text)
    return isBare && (queueIdEnd(text) > 0 || text.startsWith('STARTTLS') || text.startsWith('ruleset='))
  }

  /** `from=` of a message that was not taken: all recipients were refused, no DATA came, or the client left within it. */
  function isUnsent(text: string, start: number): boolean {
    if (value(text, 'nrcpts', start) === '0') return true
    if (value(text, 'size', start) === '0' && value(text, 'msgid', start) === '') return true
    return left.delete(text.slice(0, queueIdEnd(text)))
  }

  return {
    read,
    end: tls.end,
    file() {
      isBare = false
    },
  }
}

/** An arrival, an outcome, or what became of a client, in words that no other program has. */
function isUnmistakable(text: string): boolean {
  const idEnd = queueIdEnd(text)
  if (idEnd < 0) return false
  const head = text.slice(idEnd + 2, 2_000)
  if (head.startsWith('to=')) return head.includes(', delay=') && head.includes(', stat=')
  if (head.startsWith('from=')) return head.includes(', class=') && head.includes(', nrcpts=')
  return (
    head.startsWith('lost input channel from ') ||
    head.includes(' did not issue MAIL/EXPN/VRFY/ETRN during connection to ')
  )
}
