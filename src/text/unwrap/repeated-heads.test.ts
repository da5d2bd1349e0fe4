import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutRepeatedHeads } from './repeated-heads.ts'

const DUMP = [
  'Error: Connection closed unexpectedly',
  '    at SMTPConnection._onClose (/srv/app/node_modules/nodemailer/lib/smtp-connection/index.js:850:23) {',
  "  code: 'ECONNECTION',",
  "  command: 'DATA'",
  '}',
]

it.each([
  ['syslog', 'Nov 30 10:00:00 mx app[123]: '],
  ['syslog with RFC 3339 stamps', '2026-11-30T10:00:00.123456+00:00 mx node[77]: '],
  ['Haraka', '[CRIT] [-] [core] '],
  ['Haraka behind a stamp', '2026-11-30T10:00:00.123Z [CRIT] [-] [core] '],
])('joins the dump of an error of which %s made a line each', (_whose, frame) => {
  const framed = DUMP.map((line) => frame + line).join('\n')
  expect(withoutRepeatedHeads(framed)).toBe(frame + DUMP.join('\n'))
  expect(readText(framed)).toMatchObject({ symptom: 'drop.lost', stage: 'data' })
})

it('leaves lines of other processes, and lines that do not go on, as they are', () => {
  const text = [
    'Nov 30 10:00:00 mx app[123]: Error: read ECONNRESET',
    "Nov 30 10:00:00 mx app[124]:   command: 'DATA'",
    'Nov 30 10:00:01 mx app[124]: sent',
  ].join('\n')
  expect(withoutRepeatedHeads(text)).toBeUndefined()
})
