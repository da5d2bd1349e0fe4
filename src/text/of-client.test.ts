import { expect, test } from 'vitest'
import { tellsOfClient } from './of-client.ts'

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
