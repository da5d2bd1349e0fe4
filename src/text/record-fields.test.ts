import { expect, it } from 'vitest'
import { readText } from './read-text.ts'
import { stepAndEnd } from './record-fields.ts'

it.each([
  ['step=rcpt result=timeout', 'rcpt', 'silence'],
  ['phase=TLS event=eof', 'tls', 'closed'],
  ['{"phase":"mail_from","event":"reset"}', 'mail', 'reset'],
  ['at=Phase.GREETING, reason=deadline_exceeded', 'banner', 'silence'],
  ['stage: :rcpt, reason: :closed', 'rcpt', 'closed'],
  ['mail-canary: step=dns result=servfail', 'dns', 'unresolved'],
  ['op: "CONNECT", error: "ConnectionRefused"', 'connect', 'refused'],
])('%s', (text, stage, end) => {
  expect(stepAndEnd(text)).toEqual({ stage, end })
})

it.each([
  'state=active result=ok',
  'step=3 result=timeout',
  'status=closed at=noon',
  'reason=timeout',
  'from: rcpt@closed.example.org',
])('%s: nothing', (text) => {
  expect(stepAndEnd(text)).toBeUndefined()
})

it.each([
  ['mailgw: phase=CONNECT event=unreachable', 'connect.unreachable', 'connect'],
  ['mailgw: phase=BODY event=write_timeout', 'drop.timeout', 'body'],
  ['mailgw: phase=TLS event=timeout', 'tls.handshake.timeout', 'tls'],
  ['mailgw: step=mx_lookup result=nxdomain', 'dns.nxdomain', 'dns'],
])('%s: %s', (text, symptom, stage) => {
  expect(readText(text)).toMatchObject({ symptom, stage })
})

it('says nothing of another service', () => {
  expect(readText('redis: phase=CONNECT event=timeout').symptom).toBe('unknown')
})
