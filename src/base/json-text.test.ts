import { expect, it } from 'vitest'
import { jsonText } from './json-text.ts'

it('escapes what a terminal obeys, and stays the same value', () => {
  const value = { text: 'a\u009b31m\u202e\u2028\u007f"\\', list: ['é', '\u0000'] }
  const text = jsonText(value, 2)
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0008\u007f-\u009f\u2028-\u202e]/)
  expect(JSON.parse(text)).toEqual(value)
})
