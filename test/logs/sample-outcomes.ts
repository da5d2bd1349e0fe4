import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { analyseText } from './analyse-text.ts'

/** What became of each recipient's attempts, in their order: `deferred drop.lost rcpt`. Every line of the sample must be understood. */
export function sampleOutcomes(sample: string): Readonly<Record<string, readonly string[]>> {
  const { attempts, unknown } = analyseText(readFileSync(new URL(`../../src/mta/${sample}`, import.meta.url)))
  expect(unknown).toEqual([])
  const outcomes: Record<string, string[]> = {}
  for (const { recipient, status, symptom, stage } of attempts)
    (outcomes[(recipient ?? '').replace('u@', '').replace('.example', '')] ??= []).push(
      status === 'sent' ? 'sent' : `${status} ${symptom} ${stage ?? '-'}`,
    )
  return outcomes
}
