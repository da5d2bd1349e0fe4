import type { LogsDocument } from '../../src/app/logs/document.ts'
import type { Truth } from '../generators/truth.ts'

/** The document's counters under the names that the truth has. */
export function counted(document: LogsDocument): Truth {
  return {
    lines: document.lines.read,
    unknown: document.lines.unknown,
    attempts: document.attempts,
    suspended: document.suspended,
    bySymptom: document.bySymptom,
    byStage: document.byStage,
    tls: document.tls,
    softFailures: document.softFailures,
    server: document.server,
    queue: document.queue,
    byDestination: Object.fromEntries(
      document.byDestination
        .filter((row) => row.sent + row.deferred + row.bounced + row.expired > 0)
        .map(({ domain, sent, deferred, bounced, expired }) => [domain, { sent, deferred, bounced, expired }]),
    ),
  }
}
