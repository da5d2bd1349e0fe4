import { expect, it } from 'vitest'
import { shapeOf } from './message-shape.ts'

it.each([
  ['a: b\r\n\r\ntext\r\n', { bareLf: false, nul: false, longestLineBytes: 4 }],
  ['a: b\r\n\r\ntext\n', { bareLf: true, nul: false, longestLineBytes: 4 }],
  ['\n', { bareLf: true, nul: false, longestLineBytes: 0 }],
  [`${'x'.repeat(2000)}\r\ny\0z`, { bareLf: false, nul: true, longestLineBytes: 2000 }],
  ['', { bareLf: false, nul: false, longestLineBytes: 0 }],
])('%j', (raw, shape) => {
  expect(shapeOf({ raw })).toEqual(shape)
})

it('a saved case has only the shape', () => {
  const shape = { bareLf: true, nul: false, longestLineBytes: 10 }
  expect(shapeOf({ sizeBytes: 20, shape })).toEqual(shape)
  expect(shapeOf({ sizeBytes: 20 })).toBeUndefined()
})
