import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

/** Momentum marks what it says itself, and its form is that of a reply (Momentum reference, appendix F). */
test.each([
  ['451 4.4.2 [internal] no banner', 'drop.timeout', 'banner'],
  ['451 4.4.2 [internal] no HELO/EHLO response', 'drop.timeout', 'ehlo'],
  ['451 4.4.2 [internal] no MAIL FROM response', 'drop.timeout', 'mail'],
  ['451 4.4.2 [internal] no DATA response', 'drop.timeout', 'data'],
  ['451 4.4.2 [internal] no BODY response', 'drop.timeout', 'dot'],
  ['451 4.4.2 [internal] send BODY failed', 'drop.lost', 'body'],
  ['451 4.4.2 [internal] send RCPT TO failed', 'drop.lost', 'rcpt'],
  ['451 4.4.2 [internal] connection closed by remote host', 'drop.lost', undefined],
  ['450 4.4.1 [internal] Connection Timed Out', 'connect.timeout', 'connect'],
  ['smtp;451 4.4.2 [internal] Connection Timeout', 'drop.timeout', undefined],
  ['451 4.4.1 [internal] Connection refused', 'connect.refused', 'connect'],
  ['451 4.4.1 [internal] No valid hosts (unable to make any connections)', 'connect.failed', 'connect'],
  ['454 4.4.4 [internal] no MX or A for domain', 'dns.nomx', 'dns'],
  ['550 5.4.4 [internal] NULL MX domain does not accept mail', 'dns.nullmx', 'dns'],
  ['554 5.4.4 [internal] Domain Lookup Failed', 'dns.nxdomain', 'dns'],
  ['451 4.7.5 [internal] TLS negotiation failed', 'tls.handshake.alert', 'tls'],
  ['4.7.5 [internal] SSL cert common name does not match host', 'tls.cert.name', 'tls'],
  ['451 4.7.6 [internal] STARTTLS required but not advertised', 'tls.required', 'ehlo'],
  ['550 5.7.1 [internal] discarded by policy', 'local.config', undefined],
  ['451 4.3.0 [internal] Sending IP temporarily suspended', 'suspended', undefined],
])('%s', (text, symptom, stage) => {
  const reading = readText(text)
  expect([reading.speaker, reading.symptom, reading.stage]).toEqual(['us', symptom, stage])
})

/** Giving up is no cause: the last attempt's failure is. */
test.each([
  ['554 5.4.7 [internal] exceeded max time without delivery', 'us', 'expired'],
  [
    '554 5.4.7 [internal] message timeout (last transfail: 454 4.4.4 [internal] no MX or A for domain)',
    'us',
    'dns.nomx',
  ],
  [
    '554 5.4.7 [internal] exceeded max time, last transfail: 421 4.7.0 mx.example.net too many connections from your IP',
    'peer',
    'reply.421.toomanyconn',
  ],
  ['4.4.7 - Delivery time expired; Error: 451 4.4.2 [internal] Connection Timeout', 'us', 'drop.timeout'],
])('%s', (text, speaker, symptom) => {
  const reading = readText(text)
  expect([reading.speaker, reading.symptom, reading.expired]).toEqual([speaker, symptom, true])
})
