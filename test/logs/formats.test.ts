import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { LogsDocument, OutcomeRow } from '../../src/app/logs/document.ts'
import { analyseText } from './analyse-text.ts'

/** Logs in the forms in which servers and their shippers write them, with example names; each with counters taken by hand. */
const FOLDER = new URL('formats/', import.meta.url)

/** Counters whose every key must be expected: nothing else may have been counted. */
const WHOLE = new Set(['bySymptom', 'byVersion', 'failures', 'softFailures', 'plaintextFallbacks'])
const ROWS = new Set(['byDestination', 'byMx', 'bySource'])

function differences(expected: unknown, seen: unknown, path: string): readonly string[] {
  if (typeof expected !== 'object' || expected === null)
    return expected === seen ? [] : [`${path}: ${String(seen)} instead of ${String(expected)}`]
  const name = path.slice(path.lastIndexOf('.') + 1)
  const wanted = expected as Record<string, unknown>
  const got = (ROWS.has(name) ? rowsOf(seen as readonly OutcomeRow[]) : seen) as Record<string, unknown>
  const keys = new Set([...Object.keys(wanted), ...(WHOLE.has(name) || ROWS.has(name) ? Object.keys(got) : [])])
  return [...keys].flatMap((key) => differences(wanted[key] ?? 0, got[key] ?? 0, `${path}.${key}`))
}

/** `{ domain: { sent: 1 } }`, without what is zero. */
function rowsOf(rows: readonly OutcomeRow[]): Record<string, unknown> {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const counts = Object.entries(row).filter(
        ([key, value]) => ['sent', 'deferred', 'bounced', 'expired'].includes(key) && value !== 0,
      )
      return counts.length === 0 ? [] : [[nameOf(row), Object.fromEntries(counts)]]
    }),
  )
}

function nameOf(row: OutcomeRow): string {
  const named: Partial<Record<'domain' | 'mx' | 'source', string>> & OutcomeRow = row
  return named.domain ?? named.mx ?? named.source ?? ''
}

describe('counters of logs in all forms', () => {
  const names = readdirSync(FOLDER).filter((name) => !name.endsWith('.json'))
  test.each(names)('%s', (name) => {
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'))
    const document: LogsDocument = analyseText(readFileSync(new URL(name, FOLDER))).document
    expect(differences(expected, document, '')).toEqual([])
  })
})
