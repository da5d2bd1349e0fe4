import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const said = (lines: readonly string[]): string => {
  const { symptom, stage, host, address } = readText(lines.join('\n'))
  return [symptom, stage ?? '-', host ?? address ?? '-'].join(' ')
}

const NOISE = [
  'Mar  4 10:00:00 mx1 postfix/smtpd[22]: connect from unknown[198.51.100.4]',
  'Mar  4 10:00:01 mx1 postfix/smtpd[22]: lost connection after AUTH from unknown[198.51.100.4]',
  'Mar  4 10:00:02 mx1 sshd[11]: Connection reset by 198.51.100.9 port 51122 [preauth]',
]
const UNREACHED =
  'Mar  4 10:01:00 mx1 postfix/smtp[44]: connect to mx1.example.com[2001:db8::1]:25: Network is unreachable'
const SENT =
  'Mar  4 10:01:02 mx1 postfix/smtp[44]: 4ZB1: to=<x@example.com>, relay=mx1.example.com[192.0.2.1]:25, delay=2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as A99)'
const DEFERRED =
  'Mar  4 10:06:00 mx1 postfix/smtp[44]: 4ZC2: to=<x@example.com>, relay=mx2.example.com[192.0.2.2]:25, delay=300, dsn=4.4.2, status=deferred (conversation with mx2.example.com[192.0.2.2] timed out while sending message body)'

it('names the last failure, whatever failed before and beside it', () => {
  expect(said([...NOISE, UNREACHED, DEFERRED, ...NOISE])).toBe('drop.timeout body mx2.example.com')
})

it('names no failure that the next server made good', () => {
  expect(readText([...NOISE, UNREACHED, SENT].join('\n')).symptom).not.toMatch(/^(?:connect|drop)\./)
  expect(said([UNREACHED, SENT, DEFERRED])).toBe('drop.timeout body mx2.example.com')
})

it('keeps to what our own server met with its clients where there is nothing else', () => {
  expect(said(NOISE.slice(0, 2))).toBe('drop.lost auth 198.51.100.4')
})

it('reads a summary by what it sums up', () => {
  expect(
    said([
      'Mar  4 10:11:13 mx1 postfix/smtp[2211]: SSL_connect error to mx.example.com[192.0.2.1]:25: Connection reset by peer',
      'Mar  4 10:11:14 mx1 postfix/smtp[2211]: 4ZB1: to=<b@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=2, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)',
    ]),
  ).toBe('tls.handshake.reset tls mx.example.com')
})

it('takes peer and waiting time from the lines before', () => {
  const reading = readText(
    [
      '[2025-01-28 07:00:48] INFO  [rbPhiu] Connection established to 192.0.2.34:587',
      '[2025-01-28 07:01:18] ERROR [rbPhiu] Greeting never received',
      '[2025-01-28 07:01:18] DEBUG [rbPhiu] Closing connection to the server using "end"',
    ].join('\n'),
  )
  expect(reading).toMatchObject({ symptom: 'drop.timeout', stage: 'banner', address: '192.0.2.34', elapsedSeconds: 30 })
})

it('passes over what befell other services of the same machine', () => {
  expect(
    said([
      'db-1      | LOG:  could not receive data from client: Connection reset by peer',
      'worker-1  | [2025-03-04 10:12:00] mail.digest started',
      'worker-1  | [2025-03-04 10:12:31] smtplib.SMTPServerDisconnected: Connection unexpectedly closed',
      'db-1      | LOG:  connection to server timed out',
    ]),
  ).toBe('drop.lost - -')
})

it.each([
  ['a session that ended well', ['S: 250 2.0.0 Ok: queued as 4ZB1', 'Closing connection', 'Connection closed']],
  [
    'a log that tells that the message was taken',
    ['[2025-01-28 07:00:48] INFO [rbP] Message queued as 4ZB1', '[2025-01-28 07:00:48] INFO [rbP] Connection closed'],
  ],
  ['a farewell', ['SERVER -> CLIENT: 221 2.0.0 Bye', 'Connection: closed']],
])('%s: reports nothing', (_name, lines) => {
  expect(['unknown', 'accepted']).toContain(readText(lines.join('\n')).symptom)
})

it('goes by the last server that a session was tried with', () => {
  expect(
    said([
      'b@example.com... Connecting to mx1.example.com. via esmtp...',
      'b@example.com... Deferred: Connection refused by mx1.example.com.',
      'b@example.com... Connecting to mx2.example.com. via esmtp...',
      '220 mx2.example.com ESMTP',
      '>>> EHLO hub.example.org',
      '250 mx2.example.com',
      '>>> MAIL From:<a@example.org>',
      'b@example.com... Deferred: Connection timed out with mx2.example.com.',
    ]),
  ).toMatch(/^drop\.timeout mail/)
})

it('names which fault a check found, where the stack only says that it failed', () => {
  expect(
    readText(
      [
        '2026.11.28 10:00:01 LOG4[3]: CERT: Pre-verification error: certificate has expired',
        '2026.11.28 10:00:01 LOG3[3]: SSL_connect: error:0A000086:SSL routines::certificate verify failed',
      ].join('\n'),
    ).symptom,
  ).toBe('tls.cert.expired')
})

it('knows that a line which never came about is not lost', () => {
  const REFUSED =
    '[2026-11-29 12:20:42]<E> raw_socket_open() Could not connect to smtp.example.net (Connection refused)'
  const CLOSED = '[2026-11-29 12:20:42]<1> mutt_socket_close() Attempt to close closed connection'
  expect(said([REFUSED, CLOSED, '[2026-11-29 12:20:42] Closing log.'])).toMatch(/^connect\.refused connect/)
  const DIED =
    'Mar  4 10:06:00 mx1 postfix/smtp[44]: 4ZC2: to=<x@example.com>, relay=mx2.example.com[192.0.2.2]:25, delay=3, dsn=4.4.2, status=deferred (lost connection with mx2.example.com[192.0.2.2] while sending RCPT TO)'
  expect(said([UNREACHED, DIED])).toBe('drop.lost rcpt mx2.example.com')
})

it('takes the octets of a key for no clock', () => {
  const key = [
    '- Status: The certificate is trusted.',
    '\t\t00:8f:98:c9:36',
    '\t\t01:00:01',
    '\tSubject Alternative Name:',
  ]
  expect(readText(['Processed 1 CA certificate(s).', ...key].join('\n')).symptom).toBe('unknown')
})

const SMTPD = 'Mar  4 10:11:13 mx1 postfix/smtpd[5982]: '

it('the line that is lost, and the count of what came off, follow from a handshake that failed', () => {
  expect(
    said([
      `${SMTPD}SSL_accept error from mail.example.net[198.51.100.4]: -1`,
      `${SMTPD}warning: TLS library problem: error:0A0000C1:SSL routines::no shared cipher:../ssl/statem/statem_srvr.c:2220:`,
      `${SMTPD}lost connection after STARTTLS from mail.example.net[198.51.100.4]`,
      `${SMTPD}disconnect from mail.example.net[198.51.100.4] ehlo=1 starttls=0/1 commands=1/2`,
    ]),
  ).toBe('tls.handshake.cipher tls mail.example.net')
})

describe('what is announced is what happened', () => {
  const NAME = 'Mar 06 08:10:12 app sendEmail[4411]:'
  const ANNOUNCED = `${NAME} WARNING => The recipient <bob@example.net> was rejected by the mail server, error follows:`
  const GIVEN_UP = `${NAME} ERROR => Exiting. No recipients were accepted for delivery by the mail server.`
  it.each([
    ['WARNING => 192.0.2.25:25 returned a zero byte response to our query.', 'drop.lost rcpt 192.0.2.25'],
    [
      'WARNING => Timeout while reading from 192.0.2.25:25 There was no response after 3 seconds.',
      'drop.timeout rcpt 192.0.2.25',
    ],
    ['WARNING => 550 5.1.1 <bob@example.net>: user unknown', 'recipient.unknown rcpt -'],
    ['WARNING => 554 5.7.1 <bob@example.net>: Relay access denied', 'policy.relay rcpt -'],
  ])('%s', (happened, expected) => {
    expect(said([ANNOUNCED, `${NAME} ${happened}`, GIVEN_UP])).toBe(expected)
    expect(said([ANNOUNCED, `${NAME} ${happened}`])).toBe(expected)
  })
})
