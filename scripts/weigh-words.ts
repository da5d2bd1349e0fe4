import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SYMPTOMS } from '../src/domain/symptom.ts'
import type { Symptom } from '../src/domain/symptom.ts'
import { signsOf } from '../src/text/meaning/word-signs.ts'
import { findReply } from '../src/text/reply-grammar.ts'

/**
 * Makes `src/text/meaning/word-weights.table.ts`: how much each few letters of a refusal's words speak for each meaning, from the labelled refusals in
 * `test/fixtures/text`. Multinomial logistic regression, full batch, no chance in it. To be run by hand after refusals were added:
 * `node scripts/weigh-words.ts`.
 */
const ROOT = join(import.meta.dirname, '..')
const FIXTURES = join(ROOT, 'test/fixtures/text')
/** Transport, TLS and texts about other matters are read by grammars of their own. */
const ORDINARY = /^(?!.*(?:tls|transport|no-report)).*\.tsv$/
const REFUSALS =
  /^(?:recipient|mailbox|content|reputation|sender|policy|limit|greylist|auth|system|route\.loop|protocol|tls\.required|dns\.n)/
/** The 421 forms are names of the same reasons. */
const REASONS: Readonly<Record<string, string>> = {
  'reply.421.toomanyconn': 'limit.connections',
  'reply.421.ratelimit': 'limit.rate',
  'reply.421.reputation': 'reputation.ip',
  'reply.421.other': 'policy.other',
}
const STEPS = 300
const DECAY = 5e-5
const RATE = 0.1
/** Share of the label that is named first; the others share the rest. */
const FIRST = 0.75
/** Half units of weight that are worth a place in the table. */
const LEAST = 1
/** Refusals that a sign stands in, to be weighed: what is rarer belongs to one sentence. */
const OFTEN = 4

const isSymptom = (name: string | undefined): name is Symptom => SYMPTOMS.some((symptom) => symptom === name)

interface Sample {
  readonly signs: readonly number[]
  readonly meant: readonly number[]
}

const rows = readdirSync(FIXTURES)
  .filter((file) => ORDINARY.test(file))
  .toSorted()
  .flatMap((file) => readFileSync(join(FIXTURES, file), 'utf8').split('\n'))
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .flatMap((line) => {
    const [text = '', , symptoms = ''] = line.split('\t')
    const plain = text.replaceAll(String.raw`\n`, '\n')
    const at = findReply(plain)
    const meant = [...new Set(symptoms.split('|').map((symptom) => REASONS[symptom] ?? symptom))]
    return at === undefined || at.reply.code < 400 || !REFUSALS.test(meant[0] ?? '') || !isSymptom(meant[0])
      ? []
      : [{ signs: signsOf(plain.slice(at.at)), meant }]
  })

const symptoms = [...new Set(rows.map(({ meant }) => meant[0] ?? ''))].toSorted() as Symptom[]
const counts = new Map<string, number>()
for (const { signs } of rows) for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1)
const signs = [...counts]
  .filter(([, count]) => count >= OFTEN)
  .map(([sign]) => sign)
  .toSorted()
const indexOf = new Map(signs.map((sign, at) => [sign, at]))
const samples: readonly Sample[] = rows.map((row) => ({
  signs: [...row.signs].flatMap((sign) => indexOf.get(sign) ?? []),
  meant: row.meant.flatMap((symptom) => {
    const at = symptoms.indexOf(symptom as Symptom)
    return at === -1 ? [] : [at]
  }),
}))

const width = symptoms.length
const weights = new Float64Array((signs.length + 1) * width)
const moment = new Float64Array(weights.length)
const square = new Float64Array(weights.length)

function sharesOf({ signs: own }: Sample): Float64Array {
  const sums = weights.slice(signs.length * width)
  const by = Math.sqrt(Math.max(1, own.length))
  for (const sign of own)
    for (let at = 0; at < width; at += 1) sums[at] = (sums[at] ?? 0) + (weights[sign * width + at] ?? 0) / by
  const most = Math.max(...sums)
  let all = 0
  for (let at = 0; at < width; at += 1) all += sums[at] = Math.exp((sums[at] ?? 0) - most)
  return sums.map((sum) => sum / all)
}

for (let step = 1; step <= STEPS; step += 1) {
  const slope = weights.map((weight) => DECAY * weight)
  for (const sample of samples) {
    const off = sharesOf(sample)
    const total = FIRST + (sample.meant.length > 1 ? 1 - FIRST : 0)
    for (const [place, at] of sample.meant.entries())
      off[at] = (off[at] ?? 0) - (place === 0 ? FIRST : (1 - FIRST) / (sample.meant.length - 1)) / total
    const by = Math.sqrt(Math.max(1, sample.signs.length)) * samples.length
    for (let at = 0; at < width; at += 1) {
      for (const sign of sample.signs) slope[sign * width + at] = (slope[sign * width + at] ?? 0) + (off[at] ?? 0) / by
      const any = signs.length * width + at
      slope[any] = (slope[any] ?? 0) + (off[at] ?? 0) / samples.length
    }
  }
  for (let at = 0; at < weights.length; at += 1) {
    const down = slope[at] ?? 0
    moment[at] = 0.9 * (moment[at] ?? 0) + 0.1 * down
    square[at] = 0.99 * (square[at] ?? 0) + 0.01 * down * down
    const step1 = (moment[at] ?? 0) / (1 - 0.9 ** step)
    const step2 = (square[at] ?? 0) / (1 - 0.99 ** step)
    weights[at] = (weights[at] ?? 0) - (RATE * step1) / (Math.sqrt(step2) + 1e-8)
  }
}

const entries = [...signs, '*'].flatMap((sign, row) => {
  const pairs = symptoms.flatMap((_symptom, at) => {
    const half = Math.round((weights[row * width + at] ?? 0) * 2)
    return Math.abs(half) < LEAST ? [] : [`${at.toString(36)}:${half}`]
  })
  return pairs.length === 0 ? [] : [`${sign} ${pairs.join(' ')}`]
})
const lines: string[] = []
for (const entry of entries)
  if ((lines.at(-1)?.length ?? 999) + entry.length > 150) lines.push(entry)
  else lines[lines.length - 1] += `;${entry}`
writeFileSync(
  join(ROOT, 'src/text/meaning/word-weights.table.ts'),
  `import type { Symptom } from '../../domain/symptom.ts'

/* Made by scripts/weigh-words.ts from the labelled refusals in test/fixtures/text: change those, and run it. */

/** The meanings that are weighed, in the order in which the weights count them (base 36). */
export const WEIGHED_SYMPTOMS: readonly Symptom[] = [
${symptoms.map((symptom) => `  '${symptom}',`).join('\n')}
]

/** Word, and for each meaning that it speaks for or against half units of natural logarithm; \`*\` is any reply. */
export const WORD_WEIGHTS = \`
${lines.join(';\n')}\`
`,
)
process.stdout.write(`${rows.length} refusals, ${signs.length} signs, ${entries.length} rows\n`)
