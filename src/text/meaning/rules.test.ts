import { expect, test } from 'vitest'
import { wordsOf } from '../words.ts'
import { GENERAL_RULES } from './general-rules.ts'

test('every word of a rule can be met: the text that it is looked for in holds no punctuation and no capitals', () => {
  const dead = GENERAL_RULES.flatMap(([, rules]) => rules).flatMap(({ name, all, none }) =>
    [...all, ...(none === undefined ? [] : [none])]
      .flatMap((group) => group())
      .filter(({ text }) => !wordsOf(`x${text}x`).flat.includes(text))
      .map(({ text }) => `${name}: ${text}`),
  )
  expect(dead).toEqual([])
})
