import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutTraceRecords } from './trace-records.ts'

it.each([
  ['GnuTLS', '|<3>| ASSERT: lib/buffers.c[errno_to_gerr]:230\n*** Fatal error: x', '*** Fatal error: x'],
  ['mbed TLS', 'Handshake...ssl_tls.c:58: |2| 0x7f: => handshake\n failed', 'Handshake...\n failed'],
  ['mbed TLS, what went wrong', 'ssl_tls.c:58: |2| x\nssl_tls.c:60: |1| bad', 'ssl_tls.c:60: |1| bad'],
  [
    'Java and the block behind its record',
    'javax.net.ssl|DEBUG|10|main|2026-11-28|A.java:1|Consuming alert (\n"Alert": {\n  "x"\n}\n)\nException: y',
    'Exception: y',
  ],
  [
    'socat',
    '2026/11/28 22:04:09 socat[9] I close(5)\n2026/11/28 22:04:09 socat[9] E SSL_connect(): x',
    '2026/11/28 22:04:09 socat[9] E SSL_connect(): x',
  ],
] as const)('leaves the trace of %s', (_whose, text, rest) => {
  expect(withoutTraceRecords(text)).toBe(rest)
})

it('keeps the alert that GnuTLS names nowhere but in its trace', () => {
  const text = [
    '|<5>| REC[0x55]: Preparing Packet',
    '|<5>| REC[0x55]: Alert[2|70] - Error in protocol version - was received',
    'could not connect',
  ].join('\n')
  expect(readText(text)).toMatchObject({ symptom: 'tls.handshake.version', tlsAlert: 70 })
})

it('a trace that holds nothing graver tells of no failure', () => {
  expect(readText('2026/11/28 22:04:09 socat[9] I close(5)\n2026/11/28 22:04:09 socat[9] N exiting')).toMatchObject({
    symptom: 'unknown',
  })
})

it('a text without grades is left as it is', () => {
  const text = '[DEBUG] socket closed\nINFO: connection reset'
  expect(withoutTraceRecords(text)).toBe(text)
})
