import { expect, test } from 'vitest'
import type { Outcome } from '../domain/outcome.ts'
import { outcomeText, stepOutcomeText } from './outcome-text.ts'

const refused = (...lines: readonly string[]): Outcome => ({ kind: 'reply', reply: { code: 550, lines }, afterMs: 5 })

test('no answer is due while a message is being sent', () => {
  const silent: Outcome = { kind: 'silent', afterMs: 28_200 }
  expect(stepOutcomeText({ stage: 'body', outcome: silent }, 200)).toBe('not all of it was taken within 28.2 s')
  expect(stepOutcomeText({ stage: 'dot', outcome: silent }, 200)).toBe('no answer within 28.2 s')
})

test.each([
  [refused('5.7.1 it looks like a', '5.7.1 dynamic address'), '550 5.7.1 it looks like a / dynamic address'],
  [refused('5.7.1 one', '5.7.25 another'), '550 5.7.1 one / 5.7.25 another'],
  [refused('go', 'away'), '550 go / away'],
])('the code of a refusal in several lines is told once', (outcome, text) => {
  expect(outcomeText(outcome)).toBe(text)
})
