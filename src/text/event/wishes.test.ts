import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const FIXTURE = join(import.meta.dirname, '../../../test/fixtures/text/reports-with-a-wish.tsv')

const ROWS = readFileSync(FIXTURE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))

it.each(ROWS)('%s', (text = '', _speaker = '', symptoms = '', stage = '') => {
  const reading = readText(text)
  expect(symptoms.split('|')).toContain(reading.symptom)
  if (stage !== '') expect(reading.stage).toBe(stage)
})
