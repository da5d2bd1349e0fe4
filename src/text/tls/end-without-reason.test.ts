import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const said = (text: string): string => {
  const { symptom, stage } = readText(text)
  return `${symptom} ${stage ?? '-'}`
}

describe('an end of which no TLS stack tells a reason', () => {
  it.each([
    ['*** TLS startup failed (connect(): error:00000000:lib(0):func(0):reason(0))', 'tls.handshake.eof tls'],
    ['*** TLS startup failed (connect(): error:00000000:lib(0)::reason(0))', 'tls.handshake.reset tls'],
    ['SSL connect attempt failed error:00000000:lib(0):func(0):reason(0)', 'tls.handshake.eof tls'],
    ['SMTP: SSL_write failed: error:00000000:lib(0)::reason(0)', 'drop.lost -'],
    ['send: smtp: tls dial smtp.example.com:465: EOF', 'tls.handshake.eof tls'],
    ['send: smtp dial smtp.example.com:587: EOF', 'drop.lost banner'],
    // What stands beside it tells more.
    ['TLS startup failed (connect(): timed out, error:00000000:lib(0):func(0):reason(0))', 'tls.handshake.timeout tls'],
    ['SMTP: hostname verification failed: error:00000000:lib(0)::reason(0)', 'tls.cert.name tls'],
    ["TLS: can't load certificate file /etc/ssl/x.pem: error:00000000:lib(0)::reason(0)", 'tls.local.config tls'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })
})

describe('a session that is verified has no certificate in it', () => {
  it.each([
    ['SMTP verify failed: TLS negotiation with mx.example.com timed out', 'tls.handshake.timeout tls'],
    ['SMTP verify failed: Error: SMTP: server does not offer STARTTLS', 'tls.required ehlo'],
    ['Email verification failed: STARTTLS not supported', 'tls.required ehlo'],
    ['SMTP verify failed', 'unknown -'],
    // The certificate is verified there too.
    ['SMTP verify failed: SSL verify failed', 'tls.cert.untrusted tls'],
    ['SMTP verify failed: certificate verify failed', 'tls.cert.untrusted tls'],
    ['Mailer verify failed: unable to get local issuer certificate', 'tls.cert.untrusted tls'],
    ['smtp: TLS handshake: peer certificate: verification failed', 'tls.cert.untrusted tls'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })
})
