import { expect, test } from 'vitest'
import type { Rule } from '../rule.ts'
import { wordsOf } from '../words.ts'
import { ACCESS_RULES } from './access.table.ts'
import { LIMIT_RULES } from './limits.table.ts'
import { MESSAGE_RULES } from './message.table.ts'
import { RECIPIENT_RULES } from './recipient.table.ts'
import { SENDER_RULES } from './sender.table.ts'
import { VERDICT_RULES } from './verdict.table.ts'

const RULES: readonly Rule[] = [
  ...ACCESS_RULES,
  ...LIMIT_RULES,
  ...VERDICT_RULES,
  ...MESSAGE_RULES,
  ...RECIPIENT_RULES,
  ...SENDER_RULES,
]

test('every word of a rule can be met: the text that it is looked for in holds no punctuation and no capitals', () => {
  const dead = RULES.flatMap(({ name, all, none }) =>
    [...all.flat(), ...none]
      .filter(({ text }) => !wordsOf(`x${text}x`).flat.includes(text))
      .map(({ text }) => `${name}: ${text}`),
  )
  expect(dead).toEqual([])
})
