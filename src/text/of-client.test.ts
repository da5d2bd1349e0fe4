import { expect, test } from 'vitest'
import { tellsOfClient } from './of-client.ts'
import { readText } from './read-text.ts'

test.each([
  ['timeout after END-OF-MESSAGE from mail.example.net[192.0.2.70]', true],
  ['lost connection after DATA (0 bytes) from mail.example.net[192.0.2.70]', true],
  ['lost connection after CONNECT from unknown[192.0.2.70]', true],
  ['NOQUEUE: lost connection after STARTTLS from unknown[192.0.2.70]', true],
  ['SMTP command timeout on TLS connection from mail.example.net [192.0.2.70]', true],
  ['lost input channel from mail.example.net [192.0.2.70] to MTA after rcpt', true],
  ['lost connection with mx.example.net[192.0.2.25] while sending END-OF-MESSAGE', false],
  ['conversation with mx.example.net[192.0.2.25] timed out while sending message body', false],
  ['4F1: to=<a@example.net>, status=deferred (NOQUEUE: reject: try again)', false],
] as const)('%s: of a client that came: %s', (text, isOfClient) => {
  expect(tellsOfClient(text)).toBe(isOfClient)
})

test('the port that a client chose names no service', () => {
  const line =
    '2026-11-30 16:05:22 [2808] TLS error on connection from (mycomp) [192.0.2.123]:1185 (gnutls_handshake): A TLS packet with unexpected length was received.'
  expect(readText(line).symptom).toBe('tls.handshake.eof')
  // Here it is that of the service.
  expect(readText('read from 192.0.2.7:5432: connection reset by peer').symptom).toBe('unknown')
})
