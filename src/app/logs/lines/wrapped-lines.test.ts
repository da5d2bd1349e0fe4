import { expect, test } from 'vitest'
import { openUnwrapping, wrapOf } from './wrapped-lines.ts'

const HEAD = 'May  1 00:00:00 mail postfix/smtp[9]: '
const long = (words: number): string => `${HEAD}${'word '.repeat(words).trim()}`

test('lines that follow a stamp and would have fitted are no broken lines', () => {
  const lines = [long(20), '  a remark', long(20), 'another', long(20), 'a third', long(20), 'a fourth', long(21)]
  expect(wrapOf(lines)).toBeUndefined()
  expect(wrapOf(lines.slice(0, -1).map((line) => line.replace(/^ .*|^a.*/, '  a remark')))).toBeUndefined()
})

test('whole lines, and two breaks alone, tell no habit', () => {
  expect(wrapOf([long(5), long(9), long(7)])).toBeUndefined()
  expect(
    wrapOf([long(6), 'a-long-word-that-did-not-fit-any-more', long(6), 'a-long-word-that-did-not-fit-too']),
  ).toBeUndefined()
})

test('broken at spaces: one space stands where the break was', () => {
  const whole = [6, 7, 5, 7].map((words, index) => `${long(words)} reason-that-is-long-enough-${index}`)
  const lines = whole.flatMap((line) => line.split(/ (?=reason)/))
  const wrap = wrapOf(lines)
  expect(wrap).toEqual({ at: 'spaces', width: long(7).length })
  if (wrap === undefined) return
  const joined = openUnwrapping(wrap)
  expect(lines.map((line) => joined.line(line)).join('') + joined.end()).toBe(`${whole.join('\n')}\n`)
})

test('a line that never ends is let go in pieces', () => {
  const joined = openUnwrapping({ at: 'spaces', width: 80 })
  let most = 0
  for (let count = 0; count < 10_000; count++) most = Math.max(most, joined.line('x'.repeat(70)).length)
  expect(most).toBeLessThan(70_000)
})
