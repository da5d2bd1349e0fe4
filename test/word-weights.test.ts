import { expect, test } from 'vitest'
import { digestOf, labelledRefusals } from '../scripts/weights/labelled-refusals.ts'
import { LEARNED_FROM } from '../src/text/meaning/word-weights.table.ts'

test('the weights of words were learned from the labelled refusals as they are, and from the signs that are read today', () => {
  expect(LEARNED_FROM, 'refusals or signs have changed: node scripts/weigh-words.ts').toBe(digestOf(labelledRefusals()))
})
