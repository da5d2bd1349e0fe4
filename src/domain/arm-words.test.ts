import { expect, test } from 'vitest'
import { tallyText } from './arm-words.ts'

const arm = (lived: number, died: number, total: number) => ({
  lived,
  died,
  trials: Array.from({ length: total }, () => ''),
})

test.each([
  ['lived 2 of 2', arm(2, 0, 2)],
  ['died 2 of 2', arm(0, 2, 2)],
  ['answered 3 of 3, by TLS 1.1', { ...arm(3, 0, 3), of: 'hello' as const, answeredBy: 'TLS 1.1' }],
  ['lived 1, died 1 of 2', arm(1, 1, 2)],
  ['died 1, 1 cut short of 2', arm(0, 1, 2)],
  ['not run', arm(0, 0, 0)],
])('%s', (text, counted) => {
  expect(tallyText(counted)).toBe(text)
})
