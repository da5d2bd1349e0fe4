import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairOf } from '../src/text/meaning/weight-letters.ts'
import { likeliest } from '../src/text/weighed/likely.ts'
import { unseenShares } from './weights/folds.ts'
import { digestOf, labelledRefusals } from './weights/labelled-refusals.ts'
import { learned } from './weights/regression.ts'
import type { Weights } from './weights/regression.ts'
import { tableLines } from './weights/table-lines.ts'

/**
 * Makes `src/text/meaning/word-weights.table.ts`: how much each sign of a refusal's words speaks for each meaning, from the labelled refusals in
 * `test/fixtures/text`. To be run by hand after refusals were added or signs changed, which a test tells: `node scripts/weigh-words.ts`.
 * With `--folds 8` it writes nothing, and tells how well words that were learned from other files name the meanings of each file.
 */
const TABLE = join(import.meta.dirname, '../src/text/meaning/word-weights.table.ts')

const refusals = labelledRefusals()
const folds = process.argv[2] === '--folds' ? Number(process.argv[3] ?? 8) : 0
if (folds > 1) tellFolds(folds)
else writeTable(learned(refusals))

function tellFolds(count: number): void {
  const unseen = unseenShares(refusals, count)
  const byFile = Map.groupBy(unseen, ({ refusal }) => refusal.file)
  const rightIn = (some: readonly (typeof unseen)[number][]): number =>
    some.filter(({ refusal, shares }) => refusal.meant.some((symptom) => symptom === likeliest(shares)?.name)).length
  for (const [file, some] of byFile)
    process.stdout.write(`${file}\t${some.length}\t${((100 * rightIn(some)) / some.length).toFixed(1)} %\n`)
  process.stdout.write(`all\t${unseen.length}\t${((100 * rightIn(unseen)) / unseen.length).toFixed(1)} % right\n`)
}

function writeTable({ symptoms, rowOf, values }: Weights): void {
  const entries = [...rowOf.keys(), '*'].flatMap((sign, row) => {
    const pairs = symptoms.map((_symptom, at) => pairOf(at, values[row * symptoms.length + at] ?? 0)).join('')
    return pairs === '' ? [] : [`${sign} ${pairs}`]
  })
  writeFileSync(
    TABLE,
    `import type { Symptom } from '../../domain/symptom.ts'

/* Made by scripts/weigh-words.ts from the labelled refusals in test/fixtures/text: change those, and run it. */

/** Which refusals and signs the weights were learned from. */
export const LEARNED_FROM = '${digestOf(refusals)}'

/** The meanings that are weighed, in the order in which the weights count them. */
export const WEIGHED_SYMPTOMS: readonly Symptom[] = [
${symptoms.map((symptom) => `  '${symptom}',`).join('\n')}
]

/** Sign, and a pair of letters for each meaning that it speaks for or against (\`weight-letters.ts\`); \`*\` is any reply. */
export const WORD_WEIGHTS = \`
${tableLines(entries)}\`
`,
  )
  process.stdout.write(`${refusals.length} refusals, ${rowOf.size} signs, ${entries.length} rows\n`)
}
