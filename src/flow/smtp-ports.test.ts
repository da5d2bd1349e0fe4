import { expect, it } from 'vitest'
import { looksSmtp, smtpPortScore } from './smtp-ports.ts'

it.each([
  ['220 mx', 'server'],
  ['220-mx', 'server'],
  ['354 go', 'server'],
  ['421 busy', 'server'],
  ['EHLO a\r\n', 'client'],
  ['ehlo a\r\n', 'client'],
  ['EHLO', 'client'],
  ['QUIT\r\n', 'client'],
  ['EH', undefined],
  ['', undefined],
  ['GET / HTTP', undefined],
  ['QUITE so', undefined],
  ['120 mins', undefined],
  ['2200 mx', undefined],
] as const)('%j is said by %s', (text, who) => {
  const bytes = new TextEncoder().encode(text)
  expect(looksSmtp(bytes, 0, bytes.length)).toBe(who)
})

it('a port of SMTP is more a server’s than one of another service, and that more than a passing one', () => {
  expect([25, 465, 587, 2525].map(smtpPortScore)).toEqual([2, 2, 2, 2])
  expect([80, 1023].map(smtpPortScore)).toEqual([1, 1])
  expect([1024, 40_321].map(smtpPortScore)).toEqual([0, 0])
})
