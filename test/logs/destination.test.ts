import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const LOG = [
  'May  1 00:00:00 m postfix/smtpd[1]: lost connection after RCPT from unknown[192.0.2.99]',
  'May  1 00:00:00 m postfix/qmgr[2]: 4DCnd66HyzA: from=<s@home.example>, size=10, nrcpt=1 (queue active)',
  'May  1 00:00:01 m postfix/smtp[9]: 4DCnd66HyzA: lost connection with mx1.a.example[192.0.2.1] while sending RCPT TO',
  'May  1 00:00:01 m postfix/smtp[9]: Trusted TLS connection established to mx2.a.example[192.0.2.2]:25: TLSv1.3 with cipher X (256/256 bits)',
  'May  1 00:00:02 m postfix/smtp[9]: 4DCnd66HyzA: to=<u@a.example>, relay=mx2.a.example[192.0.2.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
  'May  1 00:00:03 m postfix/smtp[9]: 4DCnd66HyzB: conversation with mx1.b.example[192.0.2.3] timed out while sending MAIL FROM',
  'May  1 00:00:04 m postfix/smtp[9]: 4DCnd66HyzB: to=<u@sub.b.example>, relay=mx2.b.example[192.0.2.4]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
  'May  1 00:00:05 m postfix/smtp[9]: SSL_connect error to mx.c.example[192.0.2.5]:25: lost connection',
  'May  1 00:00:05 m postfix/smtp[9]: 4DCnd66HyzC: Cannot start TLS: handshake failure',
  'May  1 00:00:06 m postfix/smtp[9]: 4DCnd66HyzC: to=<u@c.example>, relay=mx.c.example[192.0.2.5]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
].join('\n')

test.each([
  ['a.example', { 'drop.lost@rcpt': 1 }, {}],
  ['B.example', { 'drop.timeout@mail': 1 }, {}],
  ['c.example', {}, { 'tls.handshake.eof': 1 }],
])('only what happened on the way to %s', (destination, soft, fallbacks) => {
  const { document } = analyseText(LOG, { destination })
  expect(document.attempts.sent).toBe(1)
  expect(document.softFailures).toEqual(soft)
  expect(document.tls.plaintextFallbacks).toEqual(fallbacks)
  // Of no destination, or of one that their lines do not name.
  expect(document.server.lost).toBe(0)
  expect(document.queue.queued).toBe(0)
  expect(document.tls.byVersion).toEqual({})
})
