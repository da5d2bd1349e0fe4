import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  ['Server smtp/mx1 is DOWN, reason: Layer4 timeout, check duration: 2001ms.', 'connect.timeout', 'connect'],
  [
    'Server mail_out/r1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.',
    'connect.refused',
    'connect',
  ],
  ['Server smtps/r1 is DOWN, reason: Layer6 timeout, check duration: 5001ms.', 'tls.handshake.timeout', 'tls'],
  [
    'Health check for server smtp/r2 failed, reason: Layer7 timeout, check duration: 10001ms.',
    'drop.timeout',
    undefined,
  ],
])('%s', (text, symptom, stage) => {
  const reading = readText(text)
  expect([reading.symptom, reading.stage]).toEqual([symptom, stage])
})

it('finds no fault in a check that was passed', () => {
  const text =
    'Server smtp/r1 is UP, reason: Layer7 check passed, code: 250, info: "r1.example.net", check duration: 4ms.'
  expect(['unknown', 'accepted']).toContain(readText(text).symptom)
})
