import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const MX = 'Jan  2 10:00:20 mx1 '
const HANDSHAKE = [
  `${MX}postfix/smtpd[201]: connect from client.example.net[198.51.100.7]`,
  `${MX}postfix/smtpd[201]: SSL_accept error from client.example.net[198.51.100.7]: -1`,
  `${MX}postfix/smtpd[201]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:`,
  `${MX}postfix/smtpd[201]: lost connection after STARTTLS from client.example.net[198.51.100.7]`,
]
const read = (...lines: readonly string[]): string => readText(lines.join('\n')).symptom

describe('a client’s handshake that failed', () => {
  it.each([
    ['another that left at once', `${MX}postfix/smtpd[778]: lost connection after EHLO from unknown[203.0.113.9]`],
    [
      'a mail that was delivered',
      `${MX}postfix/smtp[205]: 4DEF5678: to=<al@example.org>, relay=mx.example.org[192.0.2.44]:25, delay=1, dsn=2.0.0, status=sent (250 OK)`,
    ],
    [
      'the same client that comes again',
      `${MX}postfix/smtpd[202]: lost connection after STARTTLS from client.example.net[198.51.100.7]`,
    ],
    [
      'a mail that a filter judged',
      `${MX}spamd[900]: spamd: identified spam (12.3/5.0) for bob:1001 in 1.2 seconds, 5000 bytes.`,
    ],
  ])('stands beside %s', (_name, other) => {
    expect(read(...HANDSHAKE, other)).toBe('tls.handshake.version')
  })

  it('yields to a client that was in the midst of its mail, and to a delivery of ours', () => {
    expect(read(...HANDSHAKE, `${MX}postfix/smtpd[778]: lost connection after DATA from unknown[203.0.113.9]`)).toBe(
      'drop.lost',
    )
    expect(
      read(
        ...HANDSHAKE,
        `${MX}postfix/smtp[205]: 4DEF5678: to=<al@example.org>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.44]:25: Connection refused)`,
      ),
    ).toBe('connect.refused')
  })
})

it('OpenSMTPD’s client is no server, though the process is called smtpd', () => {
  const SENT = `${MX}postfix/smtp[205]: 4DEF5678: to=<al@example.org>, relay=mx.example.org[192.0.2.44]:25, delay=1, dsn=2.0.0, status=sent (250 OK)`
  const FAILED = `${MX}smtpd[400]: a1b2c3d4e5f60718 mta error reason=IO Error: handshake failed: error:1408F10B:SSL routines:ssl3_get_record:wrong version number`
  expect(read(SENT, FAILED)).toBe('tls.handshake.notls')
})

it('how the handshake ended says more than that it failed', () => {
  const lines = [
    `${MX}postfix/smtps/smtpd[201]: SSL_accept error from client.example.net[198.51.100.7]: -1`,
    `${MX}postfix/smtps/smtpd[201]: warning: TLS library problem: error:0A000126:SSL routines::unexpected eof while reading:../ssl/record/rec_layer_s3.c:308:`,
    `${MX}postfix/smtps/smtpd[201]: lost connection after CONNECT from client.example.net[198.51.100.7]`,
  ]
  expect(read(...lines)).toBe('tls.handshake.eof')
  expect(read(...lines.slice(0, 2))).toBe('tls.handshake.eof')
})
