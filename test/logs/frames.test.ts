import { describe, expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const SENT =
  '4E74613FE76: to=<r@a.example>, relay=mx.a.example[192.0.2.1]:25, delay=1.9, delays=0.05/0/1.1/0.71, dsn=2.0.0, status=sent (250 ok)'

test.each([
  [
    "Docker's syslog driver",
    `2024-05-01T00:00:20Z host docker/postfix/abc123[811]: May  1 00:00:19 abc postfix/smtp[12]: ${SENT}`,
  ],
  [
    "journald around a container's line",
    JSON.stringify({
      __REALTIME_TIMESTAMP: '1714521620000000',
      SYSLOG_IDENTIFIER: '5d1c0ffee',
      _COMM: 'dockerd',
      _PID: '811',
      MESSAGE: `May  1 00:00:19 abc postfix/smtp[12]: ${SENT}`,
    }),
  ],
  ['a priority inside', `2024-05-01T00:00:20Z host fluentd[1]: <22>May  1 00:00:19 abc postfix/smtp[12]: ${SENT}`],
])('a whole line inside another: %s', (_, line) => {
  const { document, unknown } = analyseText(line)
  expect(unknown).toEqual([])
  expect(document.attempts.sent).toBe(1)
  expect(document.period.start).toBe('2024-05-01T00:00:20.000Z')
})

test('what another program says of a mail server is not read as its line', () => {
  const { document } = analyseText('May  1 00:00:20 host dovecot[811]: lmtp(u)<1><x>: postfix said[12]: status=sent')
  expect(document.attempts.sent).toBe(0)
  expect(document.lines).toMatchObject({ unknown: 1, otherPrograms: 1 })
})

describe('a peer that quotes a line of a log adds nothing to ours', () => {
  const QUOTED = `May  1 00:00:00 x postfix/smtp[1]: ${SENT}`
  test.each([
    [
      'Haraka',
      `2024-05-01T00:00:04.000Z [NOTICE] [A1B2C3D4-0004.1.1] [outbound] recipient <r@b.example> deferred: 450 ${QUOTED}`,
    ],
    [
      'Haraka without stamps',
      `[NOTICE] [A1B2C3D4-0004.1.1] [outbound] recipient <r@b.example> deferred: 450 ${QUOTED}`,
    ],
    ['Exim', `2024-05-01 00:00:00 1s1xOC-0Dw1m6-32 ** r@b.example R=r T=t: 550 ${QUOTED}`],
    ['Exim, a server line', `2024-05-01 00:00:00 H=x [198.51.100.9] rejected EHLO: ${QUOTED}`],
    ['Stalwart', `2024-05-01T00:00:00Z INFO Rejected (delivery.rcpt-to-rejected) details = "550 ${QUOTED}"`],
    ['qmail', `@400000006631860a00000000 delivery 1: failure: 550_${QUOTED}/`],
    [
      'PowerMTA',
      `b,2024-05-01 00:00:00+0000,2024-05-01 00:00:00+0000,s@a.example,r@b.example,,failed,5.1.1,"smtp;550 ${QUOTED}"`,
    ],
    ['Exchange', `2024-05-01T00:00:00.000Z,Out,08DC1,9,192.0.2.1:5000,203.0.113.5:25,<,550 ${QUOTED},`],
    ['a program without a name', `2024-05-01T00:00:00Z said to have seen ${QUOTED}`],
  ])('%s', (_, line) => {
    expect(analyseText(line).document.attempts.sent).toBe(0)
  })
})
