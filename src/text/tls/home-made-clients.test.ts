import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const said = (text: string): string => {
  const { symptom, stage } = readText(text)
  return `${symptom} ${stage ?? '-'}`
}

describe('a server without STARTTLS', () => {
  it.each([
    'MailError: SMTP server does not offer STARTTLS',
    'email: smtp: mx.example.com:587 does not offer STARTTLS',
    'RuntimeError: smtp.example.com:587 does not offer STARTTLS, so it has no certificate to fetch.',
    'Error: SMTP: server does not offer STARTTLS and requireTls is set\n    at SmtpSession.open (/app/dist/smtp.js:211:17)',
    'Unable to connect with STARTTLS: the SMTP server does not support TLS.',
  ])('%s', (text) => {
    expect(said(text)).toBe('tls.required ehlo')
  })
})

describe('what stands beside the name of TLS', () => {
  it.each([
    ['SMTP SSL error (attempt 1): Connection refused', 'connect.refused connect'],
    ['454 4.7.0 TLS not available due to local problem', 'tls.refused starttls'],
    ['send mail: hello after starttls: EOF', 'drop.lost ehlo'],
    ['[EMAIL] STARTTLS upgrade failed: EOF', 'tls.handshake.eof tls'],
    ['RuntimeException: Could not start TLS encryption. in /srv/www/contact.php:77', 'tls.handshake.alert tls'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })
})

it('who could not start it tells not what was in vain', () => {
  expect(readText('smtp: could not start TLS')).toMatchObject({
    symptom: 'tls.refused',
    instead: 'tls.handshake.alert',
  })
})

describe('of several alerts the first', () => {
  it.each([
    [
      "OpenSSL.SSL.Error: [('SSL routines', 'ssl3_read_bytes', 'tlsv1 alert protocol version'), ('SSL routines', 'ssl3_write_bytes', 'ssl handshake failure')]",
      'tls.handshake.version tls',
    ],
    ['smtp: received fatal alert: HandshakeFailure, sent internal error', 'tls.handshake.alert tls'],
    ['SMTP error: tlsv1 bad certificate status response alert', 'tls.handshake.alert tls'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })
})

it('a constant that lost the brackets of its place is none', () => {
  expect(said('HandshakeException: Handshake e (OS Error: WRONG_VERSION_NUMBER.cc:242)')).toBe(
    'tls.handshake.notls tls',
  )
})

it('a logger’s field for the error is read beside its sentence', () => {
  const record = JSON.stringify({
    level: 'error',
    component: 'smtp',
    recipient: 'bob@example.com',
    err: 'STARTTLS upgrade failed: tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
    message: 'delivery failed',
  })
  expect(said(record)).toBe('tls.cert.expired tls')
})

describe('IO::Socket::SSL tells of every step', () => {
  const STEPS = [
    'STARTTLS command works on this server',
    ": don't start handshake: IO::Socket::SSL=GLOB(0x5632c05ffbc8)",
    ': ssl handshake not started',
    ': call Net::SSLeay::connect',
    ': done Net::SSLeay::connect -> -1',
    ': waiting for fd to become ready: SSL wants a read first',
    ': socket ready, retrying connect',
    ': ok=1 [2] /C=US/O=The USERTRUST Network/CN=USERTrust RSA Certification Authority',
  ]
  it('and none of them is a failure', () => {
    expect(readText(STEPS.join('\n')).symptom).toBe('unknown')
  })
  it('but the one that says so', () => {
    expect(
      said(
        [
          ...STEPS,
          ': fatal SSL error: SSL connect attempt failed error:0A000086:SSL routines::certificate verify failed',
        ].join('\n'),
      ),
    ).toBe('tls.cert.untrusted tls')
  })
})
