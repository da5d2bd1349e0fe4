import { expect, test } from 'vitest'
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
