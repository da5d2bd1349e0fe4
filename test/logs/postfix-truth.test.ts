import { describe, expect, test } from 'vitest'
import type { LogsDocument } from '../../src/app/logs/document.ts'
import type { PostfixDialect, PostfixFrame } from '../generators/postfix-log.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import type { Truth } from '../generators/truth.ts'
import { analyseText } from './analyse-text.ts'

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

describe('every counter equals what the generator wrote', () => {
  const cases: readonly (readonly [PostfixDialect, PostfixFrame, string, number])[] = [
    ['2.11', 'rfc3164', 'postfix', 1],
    ['3.7', 'rfc3339', 'postfix', 2],
    ['3.10', 'rfc3164', 'postfix-out1', 3],
    ['3.11', 'rfc3339', 'postfix', 4],
    ['3.11', 'rfc3164', 'mta', 5],
  ]
  for (const [dialect, frame, instance, seed] of cases) {
    test(`Postfix ${dialect}, ${frame}, instance ${instance}, seed ${seed}`, () => {
      const lines: string[] = []
      const truth = writePostfixLog({ seed, messages: 3_000, dialect, frame, instance }, (line) => lines.push(line))
      const { document, attempts } = analyseText(`${lines.join('\n')}\n`, {}, 10_007)
      expect(counted(document)).toEqual(truth)
      expect(attempts).toHaveLength(Object.values(truth.attempts).reduce((sum, count) => sum + count, 0))
      expect(document.lines.understood).toBe(truth.lines - truth.unknown)
    })
  }
})
