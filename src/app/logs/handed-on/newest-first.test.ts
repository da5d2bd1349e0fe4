import { expect, test } from 'vitest'
import { openReversed } from './newest-first.ts'

/** What is handed on before the end of so many lines. */
function early(line: string, lines: number): number {
  const reversed = openReversed()
  let handedOn = 0
  for (let count = 0; count < lines; count++) if (reversed.line(line) !== '') handedOn++
  return handedOn
}

test('the last line comes first, and empty lines are none', () => {
  const reversed = openReversed()
  expect(['c', '', 'b', '\r', 'a'].map((line) => reversed.line(line)).join('') + reversed.end()).toBe('a\nb\nc\n')
})

test('what is held is bounded by what it costs, however short the lines are', () => {
  expect(early('x', 3_000_000)).toBeGreaterThan(0)
  expect(early('x'.repeat(1_000), 80_000)).toBeGreaterThan(0)
  const reversed = openReversed()
  for (let count = 0; count < 3_000_000; count++) reversed.line('')
  expect(reversed.end()).toBe('')
})
