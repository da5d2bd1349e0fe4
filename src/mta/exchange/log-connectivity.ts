import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import type { Row } from './log.ts'

/** Why a session brought no message on its way, where that is no failure of the attempt. */
const GOES_ON = /^Attempting next target|^Suspended|^Shutdown/i

/**
 * The connectivity log: on by default, so often the only one. Its texts are few: established, failed, and how the session ended:
 * `Messages: 1 Bytes: 5432 ()`, or why there were none. The next server of a destination is a session of its own.
 */
export function openConnectivity(sink: LogSink): { row(row: Row): void } {
  const pending = createPendingFailures('exchange', sink)
  const lastFailure = new BoundedMap<string, string>(8_192)

  function failed(row: Row, queue: string, text: string): void {
    const endpoint = /^Failed connection to ([^ ]{1,200})/i.exec(text)?.[1] ?? ''
    const address = endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
    // "(TimedOut:0000274C)[TargetHost:mx:25|MarkedUnhealthy|FailureCount:1|NextRetryTime:…]": what it keeps of its targets is no reason.
    const notes = text.indexOf(')[')
    const reason = text.slice(0, notes < 0 ? 2_000 : notes + 1)
    const mx = /\[TargetHost:([\w.-]{1,255})/.exec(text.slice(0, 2_000))?.[1]?.toLowerCase() ?? ''
    pending.add(queue, { atMs: row.atMs, domain: row.of('destination').toLowerCase(), mx, address, reason, tls: false })
    lastFailure.set(ownString(queue), ownString(reason))
  }

  return {
    row(row) {
      const text = row.of('description')
      const destination = row.of('destination').toLowerCase()
      const queue = `${row.of('source')} ${destination}`
      if (/^Failed connection to /i.test(text)) return failed(row, queue, text)
      if (/^DNS server returned /i.test(text)) lastFailure.set(ownString(queue), ownString(text.slice(0, 2_000)))
      if (row.of('direction') !== '-') return
      const end = /^Messages: (\d{1,9}) Bytes: \d{1,20} ?\(([^]{0,1000})/i.exec(text.slice(0, 1_100))
      if (end === null) return
      const [, sent = '0', rest = ''] = end
      const words = rest.replace(/\)\s*$/, '').trim()
      if (GOES_ON.test(words)) return
      const reason = lastFailure.get(queue) ?? ''
      lastFailure.delete(queue)
      if (Number(sent) > 0) return pending.healed(queue, { mx: '', address: '-', encrypted: true })
      pending.failed(queue)
      if (words === '') return
      // A connection that failed for a queue: which recipients waited is not told.
      sink.attempt(
        attemptOf({
          software: 'exchange',
          atMs: row.atMs,
          queueId: row.of('session'),
          recipient: '',
          domain: destination,
          status: 'deferred',
          reason: reason === '' ? words.replace(/^Retry\s*:?\s*/i, '') : reason,
        }),
      )
    },
  }
}
