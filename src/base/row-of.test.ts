import { expect, test } from 'vitest'
import { rowOf } from './row-of.ts'

test.each([
  ['sent', 'delivered'],
  ['other', undefined],
  ['constructor', undefined],
  ['toString', undefined],
  ['__proto__', undefined],
])('%s', (name, row) => expect(rowOf({ sent: 'delivered' }, name)).toBe(row))
