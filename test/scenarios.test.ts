import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { replay } from '../src/app/diagnose/case.ts'
import { CAUSES } from '../src/causes/index.ts'
import { writeLever } from '../src/mta/remedies.ts'
import { alternativesShown } from '../src/report/alternatives.ts'
import { checkLines } from '../src/report/check/lines.ts'
import { diagnosisDocument } from '../src/report/diagnosis-json.ts'
import { adviceText, healthyTitle } from '../src/report/healthy-title.ts'
import { diagnosisHtml } from '../src/report/html/diagnosis.ts'
import { diagnosisMarkdown } from '../src/report/markdown/diagnosis.ts'
import { waitFirst } from '../src/report/patience-text.ts'
import { ruledOut, theProofs } from '../src/report/shown.ts'
import { diagnosisText } from '../src/report/terminal/diagnosis.ts'
import { PLAIN } from '../src/report/terminal/paint.ts'
import { retryText } from '../src/report/verdict-words.ts'
import { diagnosisSchema } from '../src/surface/contract.ts'
import { readCaseFile } from './kit/case-file.ts'

/** Recorded on real servers by the lab (`npm run lab -- --record`); replayed here without root and without a network. */
const root = resolve(import.meta.dirname, 'scenarios')
const files = globSync('*/*/case.json', { cwd: root }).toSorted()

/** What the lab made, and what may be said of it: the fault itself, or a neighbour that one vantage point cannot tell from it. */
interface Expected {
  readonly healthy: boolean
  readonly cause?: string
  readonly alsoRight?: readonly string[]
  readonly stages?: readonly string[]
}

/** Only the letters and digits: line ends, hanging indents, markup and its escapes are each report's own. */
function plain(text: string): string {
  const unescaped = text.replaceAll(/<[^>]*>/g, '').replaceAll(/&#?\w+;/g, '')
  return unescaped.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

describe.each(files)('%s', (file) => {
  const saved = readCaseFile(resolve(root, file))
  const expected = JSON.parse(readFileSync(resolve(root, file, '../expected.json'), 'utf8')) as Expected
  const diagnosis = replay(saved, CAUSES, writeLever)

  test('gives the expected verdict', () => {
    const { verdict } = diagnosis
    expect(diagnosis.healthy).toBe(expected.healthy)
    if (expected.healthy) return
    expect([expected.cause, ...(expected.alsoRight ?? [])]).toContain(verdict?.cause)
    if ((expected.stages ?? []).length > 0) expect(expected.stages).toContain(verdict?.stage)
  })

  test('is a document of the published schema, and the same each time', () => {
    const document: unknown = JSON.parse(JSON.stringify(diagnosisDocument(diagnosis)))
    expect(v.safeParse(diagnosisSchema, document).issues ?? []).toEqual([])
    expect(JSON.stringify(diagnosisDocument(replay(saved, CAUSES, writeLever)))).toBe(JSON.stringify(document))
  })

  test('tells the same on the terminal, in Markdown and in HTML', () => {
    const { verdict } = diagnosis
    const reports = [diagnosisText(diagnosis, PLAIN), diagnosisMarkdown(diagnosis), diagnosisHtml(diagnosis)].map(plain)
    const pieces =
      verdict === null
        ? [healthyTitle(diagnosis), ...diagnosis.advice.map(adviceText)]
        : [
            verdict.title,
            verdict.note,
            retryText(verdict, diagnosis.evidence),
            waitFirst(diagnosis) ?? '',
            ...checkLines(diagnosis),
            diagnosis.waiting?.says ?? '',
            ...alternativesShown(diagnosis).flatMap(({ decidedBy, commands }) => [decidedBy, ...commands]),
            ...ruledOut(diagnosis).shown.flatMap(({ cause, by }) => [cause, by]),
            ...theProofs(diagnosis).flatMap(({ question, arms }) => [question, ...arms.map(({ name }) => name)]),
          ]
    for (const report of reports) for (const piece of pieces) expect(report).toContain(plain(piece))
  })

  test('fits 80 columns, and its HTML is self-contained', () => {
    const commands = /^ {7}/
    for (const line of diagnosisText(diagnosis, PLAIN).split('\n'))
      if (!commands.test(line)) expect(line.length, line).toBeLessThanOrEqual(100)
    const page = diagnosisHtml(diagnosis)
    expect(page).not.toMatch(/<script|src=|href=/)
    // A line feed that met the escaping of foreign octets: what has lines is escaped line by line.
    expect(page).not.toContain('\\x0a')
  })
})
