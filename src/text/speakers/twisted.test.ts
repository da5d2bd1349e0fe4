import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const said = (text: string): string => {
  const { symptom, stage } = readText(text)
  return `${symptom} ${stage ?? '-'}`
}
const LOG = '\n        <<< 250-ETRN\n        <<< 250-8BITMIME\n        <<< 250 DSN'

it.each([
  [
    'twisted.mail.smtp.TLSRequiredError: 502 Server does not support secure communication via TLS / SSL',
    'tls.required ehlo',
  ],
  ['twisted.mail.smtp.AUTHRequiredError: 502 Server does not support Authentication', 'auth.failed auth'],
  ['twisted.mail._except.TLSError: 451 Could not complete the SSL/TLS handshake', 'tls.handshake.alert tls'],
])('what Twisted raises of its own accord, whatever was said before: %s', (raised, expected) => {
  expect(said(`        Failure: ${raised}${LOG}`)).toBe(expected)
})

it('what the server says is no word of Twisted', () => {
  expect(said('twisted.mail._except.SMTPDeliveryError: 550 5.1.1 <bob@example.com>: user unknown')).toMatch(
    /^recipient\.unknown/,
  )
})

const NOTE =
  'TLSA record not found (dane.tlsa-record-not-found) queueId = 1, domain = "example.pt", hostname = "mx.example.pt", strict = false, elapsed = 163ms'

it('a record of Stalwart’s that was not there is no failure beside one', () => {
  expect(said(`received fatal alert: HandshakeFailure", elapsed = 636ms\n\n${NOTE}`)).toMatch(
    /^tls\.handshake\.alert tls/,
  )
  expect(said(NOTE)).toBe('unknown -')
})

it('words that a terminal broke are put together, and columns are not', () => {
  const gap = ' '.repeat(44)
  expect(said(`smtp: x509: certificate is v${gap}alid for mail.example.net, not smtp.example.com`)).toBe(
    'tls.cert.name tls',
  )
  expect(said(`Host${gap}Error\nsmtp.example.com:25${gap}Connection refused`)).toBe('connect.refused connect')
})

it('nodemailer tells an answer to STARTTLS from a handshake', () => {
  expect(said('SMTP ETLS at STARTTLS: Error upgrading connection with STARTTLS')).toBe('tls.refused starttls')
  expect(said('Error initiating TLS - self-signed certificate {"code":"ETLS","command":"STARTTLS"}')).toBe(
    'tls.cert.selfsigned tls',
  )
})

it('what our own stack was asked for in vain comes out when it is used', () => {
  const lines = [
    '[2017-04-06 13:54:01] Connecting to mail.example.no...',
    '[2017-04-06 13:54:01] gnutls_priority_set_direct(@SYSTEM): The request is invalid.',
    '[2017-04-06 13:54:03] Connected to mail.example.no:465 on fd=8',
    '[2017-04-06 13:54:04] Error: no TLS socket open',
    '[2017-04-06 13:54:06] mutt_socket_write: error writing (Destination address required), closing socket',
  ]
  expect(said(lines.join('\n'))).toBe('tls.local.ciphers tls')
  expect(said(lines.filter((line) => !line.includes('gnutls')).join('\n'))).not.toMatch(/^tls\.local/)
})
