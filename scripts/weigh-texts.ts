import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { STAGES } from '../src/domain/stage.ts'
import { pairOf } from '../src/text/meaning/weight-letters.ts'
import type { Kind, ToldStage } from '../src/text/weighed/likely.ts'
import { labelledTexts, textsDigest } from './weights/labelled-texts.ts'
import { learnedSparse } from './weights/sparse-regression.ts'
import { tableLines } from './weights/table-lines.ts'

/**
 * Makes `src/text/weighed/text-weights.table.ts`: how much each sign of a whole text speaks for each kind of trouble and for each stage, from all labelled
 * texts in `test/fixtures/text`. To be run by hand after texts were added or signs changed, which a test tells: `node scripts/weigh-texts.ts` (two minutes).
 */
const TABLE = join(import.meta.dirname, '../src/text/weighed/text-weights.table.ts')

const texts = labelledTexts()
const kinds: readonly Kind[] = [...new Set(texts.flatMap((text) => text.kinds.slice(0, 1)))].toSorted()
const stages: readonly ToldStage[] = [...STAGES, 'none']
const placesOf = <Name>(all: readonly Name[], some: readonly Name[]): readonly number[] =>
  some.map((name) => all.indexOf(name)).filter((at) => at >= 0)
const { rowOf, width, weightAt } = learnedSparse(
  texts.map((text) => ({ signs: text.signs, meant: [placesOf(kinds, text.kinds), placesOf(stages, text.stages)] })),
  [kinds.length, stages.length],
)

const entries = [...rowOf.keys(), '*'].flatMap((sign, row) => {
  const pairs = Array.from({ length: width }, (_, column) => pairOf(column, weightAt(row, column))).join('')
  return pairs === '' ? [] : [`${sign} ${pairs}`]
})
writeFileSync(
  TABLE,
  `import type { Kind, ToldStage } from './likely.ts'

/* Made by scripts/weigh-texts.ts from the labelled texts in test/fixtures/text: change those, and run it. */

/** Which texts and signs the weights were learned from. */
export const LEARNED_FROM = '${textsDigest()}'

/** What is weighed, in the order in which the weights count it: first the kinds, then the stages. */
export const WEIGHED_KINDS: readonly Kind[] = [
${kinds.map((kind) => `  '${kind}',`).join('\n')}
]
export const WEIGHED_STAGES: readonly ToldStage[] = [
${stages.map((stage) => `  '${stage}',`).join('\n')}
]

/** Sign, and a pair of letters for each kind and stage that it speaks for or against (\`weight-letters.ts\`); \`*\` is any text. */
export const TEXT_WEIGHTS = \`
${tableLines(entries)}\`
`,
)
process.stdout.write(`${texts.length} texts, ${rowOf.size} signs, ${entries.length} rows\n`)
