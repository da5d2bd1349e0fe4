import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  'S: 250 2.1.5 Ok\nTypeError: client.upgrade is not a function',
  "S: 220 Ready to start TLS\nAttributeError: 'NoneType' object has no attribute 'wrap'",
])('%j: a program that died did not do what was accepted', (text) => {
  expect(readText(text).symptom).toBe('unknown')
})
