import type { Frame } from '../../wire/syslog/frame.ts'
import { createLiveQueue } from '../live-queue.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { openDeliveries } from './log-delivery.ts'
import { queueIdEnd, value } from './log-fields.ts'
import { readServerLine } from './log-server.ts'
import { openTlsLines } from './log-tls.ts'

/** Sendmail names its processes for what they do: `sm-mta`, `sm-msp-queue`, `sm-acceptingconnections`. */
const PROGRAM = /^(?:MTA|sendmail(?:-[a-z]{1,20})?|sm-[a-z-]{1,30})$/

export function ownsProgram(program: string): boolean {
  return PROGRAM.test(program)
}

/** Reads Sendmail 8, which logs one line for all recipients of one mailer call. */
export function readLog(sink: LogSink): LineReader {
  const queue = createLiveQueue(1 << 15, (count) => sink.forgotten('queueIds', count))
  const tls = openTlsLines(sink)
  const deliveries = openDeliveries(sink, tls)

  function read(frame: Frame): boolean {
    if (frame.program === '') return false
    const text = frame.message
    if (text.startsWith('STARTTLS=')) return tls.read(frame, text)
    const idEnd = queueIdEnd(text)
    const start = idEnd < 0 ? 0 : idEnd + 2
    if (idEnd > 0) {
      if (text.startsWith('to=', start)) {
        const id = text.slice(0, idEnd)
        return deliveries.read(frame, id, start, queue.atText(id, 0).size())
      }
      if (text.startsWith('from=', start)) {
        // All its recipients were refused: nothing is queued.
        if (value(text, 'nrcpts', start) === '0') return true
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
      if (
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
    return readServerLine(text, start, frame.atMs, sink)
  }

  return { read, end: tls.end }
}
