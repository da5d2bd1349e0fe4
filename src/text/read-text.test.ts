import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

const FOLDER = join(import.meta.dirname, '../../test/fixtures/text')

/** text, who speaks (`-`: not judged), symptoms that are right, stages that are right (empty: not judged). */
function rows(file: string): readonly (readonly [string, string, readonly string[], readonly string[]])[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [text = '', speaker = '', symptoms = '', stages = ''] = line.split('\t')
      return [
        text.replaceAll(String.raw`\n`, '\n'),
        speaker,
        symptoms.split('|'),
        stages === '' ? [] : stages.split('|'),
      ] as const
    })
}

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith('.tsv') && !file.startsWith('held-out')))(
  '%s',
  (file) => {
    it.each(rows(file))('%s', (text, speaker, symptoms, stages) => {
      const reading = readText(text)
      expect(symptoms).toContain(reading.symptom)
      if (stages.length > 0) expect(stages).toContain(reading.stage)
      if (speaker !== '-') expect(speaker.split('|')).toContain(reading.speaker)
    })
  },
)
