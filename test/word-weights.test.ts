import { expect, test } from 'vitest'
import { digestOf, labelledRefusals } from '../scripts/weights/labelled-refusals.ts'
import { textsDigest } from '../scripts/weights/labelled-texts.ts'
import { learnedSparse } from '../scripts/weights/sparse-regression.ts'
import { LEARNED_FROM } from '../src/text/meaning/word-weights.table.ts'
import { LEARNED_FROM as LEARNED_FROM_TEXTS } from '../src/text/weighed/text-weights.table.ts'

test('the weights of words were learned from the labelled refusals as they are, and from the signs that are read today', () => {
  expect(LEARNED_FROM, 'refusals or signs have changed: node scripts/weigh-words.ts').toBe(digestOf(labelledRefusals()))
})

test('the weights of whole texts were learned from the labelled texts as they are, and from the signs that are read today', () => {
  expect(LEARNED_FROM_TEXTS, 'texts or signs have changed: node scripts/weigh-texts.ts').toBe(textsDigest())
})

test('a sparse regression learns which sign speaks for which class of which head, and nothing of signs that tell nothing', () => {
  const samples = Array.from({ length: 200 }, (_, at) => ({
    signs: new Set([at % 2 === 0 ? '=reset' : '=silent', at % 4 < 2 ? '=ehlo' : '=data', '=mail']),
    meant: [[at % 2], at % 4 < 2 ? [0] : [1]],
  }))
  const { rowOf, weightAt } = learnedSparse(samples, [2, 2])
  const weight = (sign: string, column: number): number => weightAt(rowOf.get(sign) ?? -1, column)
  expect(weight('=reset', 0)).toBeGreaterThan(1)
  expect(weight('=reset', 1)).toBeLessThan(-1)
  expect(Math.abs(weight('=reset', 2))).toBeLessThan(0.25)
  expect(weight('=data', 3)).toBeGreaterThan(1)
  expect(Math.abs(weight('=mail', 0))).toBeLessThan(0.25)
})
