import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { STAGES } from '../../src/domain/stage.ts'
import { plainLines } from '../../src/text/unwrap/plain-lines.ts'
import { kindOf } from '../../src/text/weighed/kinds.ts'
import type { Kind, ToldStage } from '../../src/text/weighed/likely.ts'
import { textSigns } from '../../src/text/weighed/text-signs.ts'
import { weighedWords } from '../../src/text/weighed/weighed-words.ts'
import { cleaned } from '../../src/text/words.ts'
import { isSymptom } from './labelled-refusals.ts'

/** One labelled text: the signs of its words, what it may mean and at which stage, the likeliest first. No stages: none was labelled. */
export interface LabelledText {
  readonly file: string
  readonly signs: ReadonlySet<string>
  readonly kinds: readonly Kind[]
  readonly stages: readonly ToldStage[]
}

interface Row {
  readonly file: string
  readonly text: string
  readonly symptoms: string
  readonly stages: string
}

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/text')
/** Sets in which a stage is labelled wherever the text tells it. */
const STAGED = /transport|tls/

const rows = (): readonly Row[] =>
  readdirSync(FIXTURES)
    .filter((file) => file.endsWith('.tsv'))
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(FIXTURES, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .map((line) => {
          const [raw = '', , symptoms = '', stages = ''] = line.split('\t')
          const text = raw.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t')
          return { file, text, symptoms, stages }
        }),
    )

/** As `readText` weighs a text. */
function wordsToWeigh(text: string): string {
  return weighedWords(plainLines(cleaned(text).text))
}

/** All texts that the weights are learned from, file by file, in the order of their names. */
export function labelledTexts(): readonly LabelledText[] {
  return rows().flatMap(labelled)
}

function labelled({ file, text, symptoms, stages }: Row): readonly LabelledText[] {
  const kinds = [...new Set(symptoms.split('|').filter(isSymptom).map(kindOf))]
  if (kinds.length === 0) return []
  const told: readonly ToldStage[] =
    stages === ''
      ? STAGED.test(file)
        ? ['none']
        : []
      : stages.split('|').map((name) => STAGES.find((stage) => stage === name) ?? 'none')
  return [{ file, signs: textSigns(wordsToWeigh(text)), kinds, stages: told }]
}

/** Every so manieth text's signs go into the digest: to make those of all takes as long as to read them. */
const EVERY = 40

/** Tells whether the weights were learned from these texts: another label, another text or another sign makes another digest. */
export function textsDigest(): string {
  const hash = createHash('sha256')
  for (const [at, row] of rows().entries()) {
    hash.update(`${row.text}\t${row.symptoms}\t${row.stages}\n`)
    if (at % EVERY === 0) hash.update([...textSigns(wordsToWeigh(row.text))].join(' '))
  }
  return hash.digest('hex').slice(0, 16)
}
