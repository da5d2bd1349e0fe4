import { expect, test } from 'vitest'
import { tallyText } from './arm-words.ts'

const arm = (lived: number, died: number, total: number) => ({
  lived,
  died,
  trials: Array.from({ length: total }, () => ''),
})

const missed = (count: number) => ({
  ...arm(0, 0, 0),
  trials: Array.from({ length: count }, () => 'did not get there: connect, no answer'),
})

test.each([
  ['lived 2 of 2', arm(2, 0, 2)],
  ['died 2 of 2', arm(0, 2, 2)],
  ['answered 3 of 3, by TLS 1.1', { ...arm(3, 0, 3), of: 'hello' as const, answeredBy: 'TLS 1.1' }],
  ['lived 1, died 1 of 2', arm(1, 1, 2)],
  ['died 1, 1 cut short of 2', arm(0, 1, 2)],
  ['did not get there 2 (connect, no answer) of 2', missed(2)],
  [
    'died 1, did not get there 1 (connect, no answer) of 2',
    { ...missed(1), died: 1, trials: ['', ...missed(1).trials] },
  ],
  ['not run', arm(0, 0, 0)],
])('%s', (text, counted) => {
  expect(tallyText(counted)).toBe(text)
})
