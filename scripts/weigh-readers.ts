import type { Symptom } from '../src/domain/symptom.ts'
import { BASIC_CODES, statusMeaning } from '../src/text/meaning/codes.table.ts'
import { readerOf } from '../src/text/meaning/readers.ts'
import { LEAST_SHARE } from '../src/text/meaning/second-reading.ts'
import { weighedAs } from '../src/text/meaning/weighed-as.ts'
import { findReply } from '../src/text/reply-grammar.ts'
import { firstLooks, textDigest } from './weights/first-looks.ts'
import { unseenShares } from './weights/folds.ts'
import { isSymptom, labelledRefusals } from './weights/labelled-refusals.ts'

/**
 * Prints how much each reader's word counts beside the words' own weights (`src/text/meaning/readers.ts`), and how often the meaning that leads is right,
 * by its share. Learned from first looks, because a rule is right about what it was mended for; the words are weighed by what other files teach.
 * To be run by hand: `node scripts/weigh-readers.ts` (two minutes).
 */
const FOLDS = 10
const STEPS = 400
const RATE = 0.05
const NUMBERS = ['words', 'sentence', 'code', 'vague', 'beside', 'status', 'basic'] as const
const BANDS = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

interface Case {
  readonly symptoms: readonly Symptom[]
  /** For each symptom, what of each number speaks for it. */
  readonly evidence: readonly (readonly number[])[]
  readonly isMeant: readonly boolean[]
}

const looks = firstLooks()
const cases = unseenShares(labelledRefusals(), FOLDS).flatMap(({ refusal, shares }): readonly Case[] => {
  const look = looks.get(textDigest(refusal.text.replaceAll('\n', String.raw`\n`)))
  const reader = look === undefined ? 'receiver' : readerOf(look.rule)
  if (look === undefined || reader === 'receiver' || look.rule.startsWith('weights/')) return []
  const symptoms = [...shares.keys()]
  const reply = findReply(refusal.text)?.reply
  const status = statusMeaning(reply)
  const basic = reply === undefined ? undefined : BASIC_CODES[reply.code]
  const [own, beside] = [look.symptom, look.beside].map((name) => (isSymptom(name) ? weighedAs(name) : undefined))
  return [
    {
      symptoms,
      evidence: symptoms.map((symptom) => [
        Math.log((shares.get(symptom) ?? 0) + LEAST_SHARE),
        Number(reader === 'sentence' && symptom === own),
        Number(reader === 'code' && symptom === own),
        Number(reader === 'vague' && symptom === own),
        Number(symptom === beside),
        Number(symptom === status),
        Number(symptom === basic),
      ]),
      isMeant: symptoms.map((symptom) => refusal.meant.includes(symptom)),
    },
  ]
})

let numbers: readonly number[] = NUMBERS.map(() => 1)
for (let step = 0; step < STEPS; step += 1) {
  const slope = NUMBERS.map(() => 0)
  for (const each of cases) {
    const all = sharesOf(each)
    const meant = all.reduce((sum, share, at) => (each.isMeant[at] === true ? sum + share : sum), 1e-9)
    for (const [at, evidence] of each.evidence.entries()) {
      const share = all[at] ?? 0
      const off = share - (each.isMeant[at] === true ? share / meant : 0)
      for (const [which, amount] of evidence.entries())
        slope[which] = (slope[which] ?? 0) + (off * amount) / cases.length
    }
  }
  numbers = numbers.map((number, which) => number - RATE * 20 * (slope[which] ?? 0))
}

process.stdout.write(`${cases.length} first looks\n`)
for (const [which, name] of NUMBERS.entries())
  process.stdout.write(`${name.padEnd(9)} ${(numbers[which] ?? 0).toFixed(2)}\n`)
const leaders = cases.map((each) => {
  const shares = sharesOf(each)
  const at = shares.indexOf(Math.max(...shares))
  return { share: shares[at] ?? 0, isRight: each.isMeant[at] === true }
})
for (const [at, from] of BANDS.slice(0, -1).entries()) {
  const some = leaders.filter(
    ({ share }) => share >= from && share < (BANDS[at + 1] ?? 1) + (at === BANDS.length - 2 ? 1 : 0),
  )
  const right = some.filter(({ isRight }) => isRight).length
  process.stdout.write(
    `share from ${from.toFixed(1)}: ${some.length} cases, ${((100 * right) / some.length).toFixed(1)} % right\n`,
  )
}

function sharesOf({ evidence }: Case): readonly number[] {
  const sums = evidence.map((amounts) =>
    Math.exp(amounts.reduce((sum, amount, which) => sum + amount * (numbers[which] ?? 0), 0)),
  )
  const all = sums.reduce((total, sum) => total + sum, 0)
  return sums.map((sum) => sum / all)
}
