import { BoundedMap } from '../bounded-map.ts'
import type { LogSink } from '../log-event.ts'
import type { Row } from './log.ts'

/** What a client said last, and whether it took its leave. */
interface Visit {
  command: string
  goodbye: boolean
  timedOut: boolean
  refused: boolean
}

/** The Receive protocol log: who was cut off, timed out, refused. */
export function openReceiveLog(sink: LogSink): (row: Row) => void {
  const visits = new BoundedMap<string, Visit>(20_000, () => sink.forgotten('sessions', 1))

  return (row) => {
    const id = row.of('sessionid')
    const event = row.of('event')
    const data = row.of('data')
    const context = row.of('context')
    let visit = visits.get(id)
    if (visit === undefined) {
      visit = { command: '', goodbye: false, timedOut: false, refused: false }
      visits.set(id, visit)
    }
    if (event === '<') {
      visit.command = data.slice(0, 10).toUpperCase()
      if (visit.command.startsWith('QUIT')) visit.goodbye = true
    } else if (event === '>') answer(row.atMs, data, visit, sink)
    else if (event === '*' && /TLS negotiation failed/i.test(`${data} ${context}`.slice(0, 1_000))) {
      // The end of the line belongs to it.
      visit.refused = true
      sink.server('tlsAcceptFailed', row.atMs)
    } else if (event === '-') {
      visits.delete(id)
      if (visit.timedOut || /Timed ?Out/i.test(context)) {
        if (!visit.timedOut) sink.server('timedOut', row.atMs)
      } else if (context.startsWith('Remote') && !visit.goodbye && !visit.refused) sink.server('lost', row.atMs)
    }
  }
}

function answer(atMs: number, data: string, visit: Visit, sink: LogSink): void {
  const code = Number.parseInt(data.slice(0, 3), 10)
  if (!(code >= 400)) return
  if (code === 535 || code === 454 || visit.command.startsWith('AUTH')) sink.server('authFailed', atMs)
  else if (/concurrent (?:server )?connections|too many connections/i.test(data.slice(0, 500))) {
    visit.refused = true
    sink.server('connectionLimit', atMs)
  } else if (code < 500 && /timed? ?out/i.test(data.slice(0, 300))) {
    visit.timedOut = true
    sink.server('timedOut', atMs)
  } else if (code === 421) visit.refused = true
  else if (
    visit.command.startsWith('RCPT') ||
    visit.command.startsWith('MAIL') ||
    visit.command.startsWith('BDAT') ||
    visit.command.startsWith('DATA')
  )
    sink.server('rejected', atMs)
}
