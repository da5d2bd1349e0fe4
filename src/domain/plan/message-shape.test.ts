import { expect, it } from 'vitest'
import { shapeOf } from './message-shape.ts'

it.each([
  [
    'a: b\r\n\r\ntext\r\n',
    { bareLf: false, nul: false, longestLineBytes: 4, longestHeaderLineBytes: 4, longestBodyLineBytes: 4 },
  ],
  [
    'a: b\r\n\r\ntext\n',
    { bareLf: true, nul: false, longestLineBytes: 4, longestHeaderLineBytes: 4, longestBodyLineBytes: 4 },
  ],
  ['\n', { bareLf: true, nul: false, longestLineBytes: 0, longestHeaderLineBytes: 0, longestBodyLineBytes: 0 }],
  [
    `${'x'.repeat(2000)}\r\ny\0z`,
    { bareLf: false, nul: true, longestLineBytes: 2000, longestHeaderLineBytes: 2000, longestBodyLineBytes: 0 },
  ],
  ['', { bareLf: false, nul: false, longestLineBytes: 0, longestHeaderLineBytes: 0, longestBodyLineBytes: 0 }],
  [
    `s: ${'x'.repeat(97)}\r\n\r\n${'y'.repeat(300)}\r\n`,
    { bareLf: false, nul: false, longestLineBytes: 300, longestHeaderLineBytes: 100, longestBodyLineBytes: 300 },
  ],
])('%j', (raw, shape) => {
  expect(shapeOf({ raw })).toEqual(shape)
})

it('a saved case has only the shape', () => {
  const shape = { bareLf: true, nul: false, longestLineBytes: 10 }
  expect(shapeOf({ sizeBytes: 20, shape })).toEqual(shape)
  expect(shapeOf({ sizeBytes: 20 })).toBeUndefined()
})
