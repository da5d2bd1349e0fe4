import { expect, test } from 'vitest'
import { endpointText, familyOf } from './endpoint.ts'

test.each([
  ['mx1.example.org', '192.0.2.1', 'mx1.example.org [192.0.2.1]:25', 4],
  ['192.0.2.1', '192.0.2.1', '[192.0.2.1]:25', 4],
  ['mx1.example.org', '2001:db8::1', 'mx1.example.org [2001:db8::1]:25', 6],
] as const)('%s at %s is written %s', (host, address, text, family) => {
  expect(endpointText({ host, address, port: 25 })).toBe(text)
  expect(familyOf(address)).toBe(family)
})
