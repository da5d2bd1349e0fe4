import { describe, expect, it } from 'vitest'
import { oneReply } from './one-reply.ts'

describe('what a TLS stack reports below a reply is no part of it', () => {
  it.each([
    'Cannot start TLS with mx.example.net: handshake failed',
    '{error,{tls_alert,{protocol_version,"TLS client: In state hello received SERVER ALERT: Fatal - Protocol Version"}}}',
    'D: OpenSSL error: certificate verify failed (subject name mismatch) at smtp.example.org',
    'Peer presented a certificate that is not trusted',
  ])('%s', (below) => {
    expect(oneReply(`550 Account disabled\n${below}`)).toBe('550 Account disabled')
  })

  it.each([
    '530 5.7.0 Must issue a\nSTARTTLS command first',
    '550 5.7.1 Encryption is required here, but\nthe handshake of this session failed',
    '550-This mailbox takes mail only\nwhere the TLS handshake has not failed',
    '550 5.7.1 Our policy asks\nfor a trusted sender',
  ])('%s is one', (reply) => {
    expect(oneReply(reply)).toBe(reply)
  })
})
