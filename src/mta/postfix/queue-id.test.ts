import { expect, test } from 'vitest'
import { fromLatin1 } from '../../wire/octets.ts'
import { queueIdEnd } from './queue-id.ts'

test.each([
  ['4DCnd66Hyz1XPW: to=<a>', 14],
  ['4E746: removed', 5],
  ['ABCDEF: removed', 6],
  ['0: removed', -1],
  ['4E74: removed', -1],
  ['warning: dict', -1],
  ['NOQUEUE: reject', -1],
  ['ABCDEF:removed', -1],
  ['ABCDEF', -1],
  ['4DCnd66-Hyz1XPW: to=<a>', -1],
  [`4${'B'.repeat(31)}: x`, 32],
  [`4${'B'.repeat(32)}: x`, -1],
  ['', -1],
])('%j: the id ends at %d', (message, end) => {
  const octets = fromLatin1(`head ${message}`)
  expect(queueIdEnd(octets, 5, octets.length)).toBe(end < 0 ? -1 : end + 5)
})
