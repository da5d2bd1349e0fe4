import { expect, it } from 'vitest'
import { redactPayload } from './redact-payload.ts'
import { emptySegment } from './segment.ts'

function shown(payload: string, ports: { sourcePort: number; targetPort: number }): string {
  const segment = emptySegment()
  segment.bytes = Buffer.from(payload, 'latin1')
  segment.payloadAt = 0
  segment.payloadCaptured = payload.length
  Object.assign(segment, ports)
  redactPayload(segment)
  return Buffer.from(segment.bytes).toString('latin1')
}
const FROM_CLIENT = { sourcePort: 40_000, targetPort: 25 }
const FROM_SERVER = { sourcePort: 25, targetPort: 40_000 }

it.each([
  ['EHLO a.example\r\nMAIL FROM:<a@b.example> SIZE=10\r\nRCPT TO:<c@d.example>\r\nDATA\r\n'],
  ['BDAT 12 LAST\r\n'],
  ['.\r\nQUIT\r\n'],
  ['\u0016\u0003\u0001\u0000\u0010ClientHello'],
])('keeps the dialogue: %j', (payload) => {
  expect(shown(payload, FROM_CLIENT)).toBe(payload)
})

it.each([
  ['EHLO a.example\r\n', false],
  ['\u0016\u0003\u0001\u0000\u0010ClientHello', false],
  ['', false],
  ['Subject: salary\r\n', true],
])('says whether anything changed: %j', (payload, changed) => {
  const segment = { ...emptySegment(), bytes: Buffer.from(payload, 'latin1'), payloadCaptured: payload.length }
  expect(redactPayload({ ...segment, ...FROM_CLIENT })).toBe(changed)
})

it.each([
  ['AUTH PLAIN AGEAYg==\r\n', 'AUTH PLAINxxxxxxxxx\r\n'],
  ['c2VjcmV0\r\n', 'xxxxxxxx\r\n'],
  ['Subject: salary\r\n\r\nmail me\n', 'xxxxxxxxxxxxxxx\r\n\r\nxxxxxxx\n'],
  ['QUIT smoking today\r\n', 'xxxxxxxxxxxxxxxxxx\r\n'],
  ['data of the patient\r\n', 'xxxxxxxxxxxxxxxxxxx\r\n'],
  ['250 dollars for Eve\r\n', 'xxxxxxxxxxxxxxxxxxx\r\n'],
])('overwrites what the client says beside commands: %j', (payload, expected) => {
  expect(shown(payload, FROM_CLIENT)).toBe(expected)
})

it('keeps replies, and nothing else that a server says', () => {
  expect(shown('250-mx.example\r\n250 SIZE\r\n421 4.4.2 bye\r\noops secret\r\n', FROM_SERVER)).toBe(
    '250-mx.example\r\n250 SIZE\r\n421 4.4.2 bye\r\nxxxxxxxxxxx\r\n',
  )
})
