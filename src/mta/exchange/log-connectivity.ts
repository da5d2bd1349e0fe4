import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import type { Row } from './log.ts'

/** The connectivity log: on by default, so often the only one. Its texts are few: established, failed, and how the session ended. */
export function openConnectivity(sink: LogSink): { row(row: Row): void } {
  const pending = createPendingFailures('exchange', sink)
  const lastFailure = new BoundedMap<string, string>(8_192)

  return {
    row(row) {
      const session = row.of('session')
      const text = row.of('description')
      const destination = row.of('destination')
      const failure = /^Failed connection to ([^ ]{1,200})/i.exec(text.slice(0, 300))
      if (failure !== null) {
        const endpoint = failure[1] ?? ''
        const address = endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
        pending.add(session, { atMs: row.atMs, mx: '', address, reason: text, tls: false })
        lastFailure.set(session, text)
        return
      }
      if (row.of('direction') !== '-') return
      const sent = /Messages: (\d{1,9})/i.exec(text.slice(0, 300))
      const retry = /\(Retry\s*:?\s*([^)]{0,500})/i.exec(text.slice(0, 1_000))
      const reason = lastFailure.get(session) ?? retry?.[1] ?? ''
      lastFailure.delete(session)
      if (sent !== null && Number(sent[1]) > 0) {
        pending.healed(session, { mx: '', address: '-', encrypted: true })
        return
      }
      pending.failed(session)
      if (retry === null) return
      // A connection that failed for a queue: which recipients waited is not told.
      sink.attempt(
        attemptOf({
          software: 'exchange',
          atMs: row.atMs,
          queueId: session,
          recipient: '',
          domain: destination.toLowerCase(),
          status: 'deferred',
          reason: reason === '' ? text : reason,
        }),
      )
    },
  }
}
