import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLineFilter, type Keeps } from './line-filter.ts'

const TEXT = 'keep 1\r\n\ndrop 2\nkeep 3\nkeep 4\ndrop 5\ndrop 6\r\nkeep 7'

function filtered(
  text: string,
  cuts: readonly number[],
  keeps: Keeps = (octets, start, end) => octets.toString('utf8', start, end).startsWith('keep'),
) {
  const filter = openLineFilter(keeps)
  const octets = Buffer.from(text)
  const at = [0, ...cuts.map((cut) => cut % octets.length).toSorted((a, b) => a - b), octets.length]
  const kept = at.flatMap((from, index) => filter.push(octets.subarray(from, at[index + 1] ?? octets.length)))
  return Buffer.concat([...kept, ...filter.end()]).toString()
}

test('lines are kept whole, with their ends, wherever the pieces are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
      expect(filtered(TEXT, cuts)).toBe('keep 1\r\n\nkeep 3\nkeep 4\nkeep 7')
    }),
  )
})

test('a line of megabytes passes without being held', () => {
  const long = 'x'.repeat(1_000_000)
  const cuts = Array.from({ length: 50 }, (_, index) => index * 20_000)
  expect(filtered(`drop\n${long}\nkeep`, cuts)).toBe(`${long}\nkeep`)
})
