import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each([
  [
    'a server that refused, and one that was lost',
    'host mx1.example.org[192.0.2.10] refused to talk to me: 421 Too many connections; lost connection with mx2.example.org[192.0.2.11] while performing the EHLO handshake',
    'drop.lost ehlo mx2.example.org',
  ],
  [
    'two that were lost, in lines of their own',
    'lost connection with mx1.example.org[192.0.2.10] while performing the EHLO handshake\nlost connection with mx2.example.org[192.0.2.11] while receiving the initial server greeting',
    'drop.lost banner mx2.example.org',
  ],
  [
    'what a server says of another is its reply',
    'host mx1.example.org[192.0.2.10] said: 550 5.1.1 no such user; lost connection with mx2.example.org[192.0.2.11] while sending RCPT TO (in reply to RCPT TO command)',
    'recipient.unknown rcpt mx1.example.org',
  ],
])('Postfix is read by the last server that it tried: %s', (_name, text, truth) => {
  const { symptom, stage, host } = readText(text)
  expect(`${symptom} ${stage ?? '-'} ${host ?? '-'}`).toBe(truth)
})

test.each(['localhost[127.0.0.1]', 'localhost[::1]'])('a client on our own host is no filter of ours: %s', (client) => {
  expect(readText(`postfix/smtpd[881]: lost connection after EHLO from ${client}`).symptom).toBe('drop.lost')
})

test.each([
  [
    'sm-mta[12]: ruleset=check_relay, arg1=[192.0.2.77], arg2=192.0.2.77, relay=[192.0.2.77], reject=421 4.3.2 Connection rate limit exceeded.',
    'reply.421.ratelimit banner',
  ],
  [
    'sm-mta[12]: sA1: ruleset=check_mail, arg1=<a@example.com>, relay=[192.0.2.77], reject=553 5.1.8 <a@example.com>... Domain of sender address a@example.com does not exist',
    'sender.domain mail',
  ],
  [
    "Error: Can't send mail - all recipients were rejected: 421 4.7.0 Try again later, closing connection",
    'reply.421.other rcpt',
  ],
  [
    'host mx.example.org[192.0.2.5] said: 454 4.7.0 TLS not available due to local problem (in reply to RCPT TO command)',
    'tls.refused rcpt',
  ],
  [
    String.raw`remote: TLS error, falling back to plaintext	{"mx":"mx.example.org","tls_err":"EOF"}`,
    'tls.handshake.eof tls',
  ],
  [
    'Error transferring to MX.EXAMPLE.ORG; The server is not responding. The server may be down or you may be experiencing network problems. Contact your system administrator if this problem persists.',
    'connect.failed connect',
  ],
])('%s', (text, truth) => {
  const { symptom, stage } = readText(text)
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
})
