import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { LogSink } from '../log-event.ts'
import type { Row } from './log.ts'
import { addressOf } from './log.ts'
import type { SendSession } from './send-session.ts'
import { createSendSession } from './send-session.ts'
import { createUnreached } from './unreached.ts'

interface Step {
  readonly sequence: number
  readonly atMs: number
  readonly event: string
  readonly data: string
  readonly context: string
}

interface OpenSession {
  steps: Step[]
  readonly session: SendSession
}

/** A session is worked off in parts of so many rows; the last of them wait for the ones that stand out of order. */
const ROWS_HELD = 40
const ROWS_UNSURE = 8
const SESSIONS_HELD = 2_000

/**
 * The Send protocol log. Sessions interleave in the file, and rows of one moment may stand out of order: they are sorted by sequence number
 * before they are followed.
 */
export function openSendLog(sink: LogSink): { row(row: Row): void; end(): void } {
  const open = new BoundedMap<string, OpenSession>(SESSIONS_HELD, forget)
  /** Sessions that TLS ended, by the peer's address, until the next one there tells whether the mail went without. */
  const undecided = new BoundedMap<string, SendSession>(SESSIONS_HELD, (session) => session.countAsFailed())
  const unreached = createUnreached(sink)

  function work(entry: OpenSession, held = 0): void {
    entry.steps.sort((a, b) => a.sequence - b.sequence)
    for (const step of entry.steps.splice(0, entry.steps.length - held)) entry.session.step(step)
  }

  /** What the peer has answered so far counts; how the session ended is not known. */
  function forget(entry: OpenSession): void {
    work(entry)
    sink.forgotten('sessions', 1)
  }

  function close(entry: OpenSession): void {
    const { session } = entry
    const before = undecided.get(session.address())
    if (session.endedByTls()) {
      before?.countAsFailed()
      undecided.set(session.address(), session)
      return
    }
    session.finish()
    unreached.taken(session.served(), session.atMs())
    if (before === undefined) return
    undecided.delete(session.address())
    if (session.delivered() && !session.encrypted()) before.countAsHealed()
    else before.countAsFailed()
  }

  /** "Failed to connect. Winsock error code: 10060, …, Destination domain: there.example, Error Message: …": no session comes of it. */
  function noConnection(row: Row, id: string): boolean {
    if (row.of('event') !== '*') return false
    const text = `${row.of('data')} ${row.of('context')}`.trim().slice(0, 2_000)
    if (!/^Failed to connect\b/i.test(text)) return false
    unreached.add({
      atMs: row.atMs,
      session: id,
      domain: (/Destination domain: ([^,\s]{1,255})/i.exec(text)?.[1] ?? '').toLowerCase(),
      address: addressOf(row.of('remoteendpoint')),
      reason: text,
    })
    open.delete(id)
    return true
  }

  return {
    row(row) {
      const id = row.of('sessionid')
      if (noConnection(row, id)) return
      let entry = open.get(id)
      if (entry === undefined) {
        const session = createSendSession(ownString(id), sink)
        entry = { steps: [], session }
        open.set(id, entry)
      }
      entry.session.endpoints(addressOf(row.of('remoteendpoint')), addressOf(row.of('localendpoint')))
      entry.steps.push({
        sequence: Number.parseInt(row.of('sequencenumber'), 10),
        atMs: row.atMs,
        event: row.of('event'),
        data: ownString(row.of('data').slice(0, 1_000)),
        context: ownString(row.of('context').slice(0, 500)),
      })
      if (row.of('event') === '-') {
        work(entry)
        close(entry)
        open.delete(id)
      } else if (entry.steps.length >= ROWS_HELD) work(entry, ROWS_UNSURE)
    },
    end() {
      for (const session of undecided.values()) session.countAsFailed()
      undecided.clear()
      unreached.end()
      open.clear()
    },
  }
}
