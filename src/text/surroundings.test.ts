import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SURROUNDINGS } from '../../test/kit/surroundings/index.ts'
import { readText } from './read-text.ts'

const FOLDER = join(import.meta.dirname, '../../test/fixtures/text')

interface Row {
  readonly file: string
  readonly text: string
  readonly meanings: readonly string[]
  readonly stage: string | undefined
  readonly voice: string
}

/** Texts of these files are sentences as people say them as often as lines that a program wrote. */
const SENTENCES = /^held-out-transport-/

/** Every text of the fixtures that is read right by itself. */
const ROWS: readonly Row[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.tsv'))
  .flatMap((file) =>
    readFileSync(join(FOLDER, file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .flatMap((line): readonly Row[] => {
        const [escaped = '', , symptoms = ''] = line.split('\t')
        const text = escaped.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t')
        const meanings = symptoms.split('|')
        if (meanings.includes('unknown')) return []
        const { symptom, stage, voice } = readText(text)
        return meanings.includes(symptom) ? [{ file, text, meanings, stage, voice }] : []
      }),
  )

type Said = Pick<Row, 'text' | 'meanings'>

/** The share of texts that mean something else in these surroundings. */
function misread(rows: readonly Row[], around: (row: Row, index: number) => Said): number {
  const wrong = rows.map(around).filter(({ text, meanings }) => {
    const { symptom } = readText(text)
    return symptom !== 'unknown' && !meanings.includes(symptom)
  })
  return wrong.length / rows.length
}

/** What programs wrote, told of failures: below a heading `Error:` nothing went well. */
const WRITTEN = ROWS.filter(
  ({ file, meanings }) =>
    /^(?:transport|tls|held-out-(?:\d+|transport|tls))/.test(file) &&
    !file.includes('people') &&
    !meanings.includes('accepted'),
)
/** So many texts in each surrounding, others in each. */
const SAMPLE = 32

function sample(which: number): readonly Row[] {
  const stride = Math.floor(WRITTEN.length / SAMPLE)
  return WRITTEN.filter((_row, at) => at % stride === (which * 37) % stride).slice(0, SAMPLE)
}

/** At least so many keep symptom and stage, at most so many mean another thing, as shares of all texts in surroundings of this kind. */
const BARS: Readonly<Record<string, { readonly kept: number; readonly another: number }>> = {
  collectors: { kept: 0.97, another: 0.015 },
  loggers: { kept: 0.98, another: 0.01 },
  records: { kept: 0.97, another: 0.015 },
  errors: { kept: 0.96, another: 0.025 },
  pages: { kept: 0.97, another: 0.01 },
  layouts: { kept: 0.96, another: 0.02 },
  neighbours: { kept: 0.96, another: 0.02 },
}

it.each(Object.entries(SURROUNDINGS))('a text says the same in surroundings of this kind: %s', (kind, surroundings) => {
  let all = 0
  let kept = 0
  let another = 0
  for (const [at, { around }] of surroundings.entries())
    for (const row of sample(at)) {
      const surrounded = around(row.text)
      // What a mail server logs is no message of an exception.
      if (surrounded === undefined || (kind === 'errors' && row.voice === 'mta')) continue
      const { symptom, stage } = readText(surrounded)
      all += 1
      if (row.meanings.includes(symptom)) kept += stage === row.stage ? 1 : 0
      else if (symptom !== 'unknown') another += 1
    }
  const bar = BARS[kind] ?? { kept: 1, another: 0 }
  expect(kept / all).toBeGreaterThanOrEqual(bar.kept)
  expect(another / all).toBeLessThanOrEqual(bar.another)
})

/** One text of six. */
const PARTS = 6
function part(rows: readonly Row[], which: number): readonly Row[] {
  return rows.filter((_row, at) => at % PARTS === which)
}

/** Sentences lend their words to the text beside them more often than lines do. */
it.each([
  [
    'lines',
    part(
      ROWS.filter(({ file }) => !SENTENCES.test(file)),
      2,
    ),
    0.04,
  ],
  ['lines and sentences', part(ROWS, 3), 0.05],
] as const)('is one of two when two %s stand together, not a third', (_name, rows, most) => {
  const together = misread(rows, ({ text, meanings }, index) => {
    const other = rows[(index * 37 + 11) % rows.length] ?? { text: '', meanings: [] }
    return { text: `${text}\n${other.text}`, meanings: [...meanings, ...other.meanings] }
  })
  expect(together).toBeLessThan(most)
})
