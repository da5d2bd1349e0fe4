import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'
import { sampleOutcomes } from './sample-outcomes.ts'

const SAMPLE = 'postfix/samples/postfix-3.7.11-tlsproxy.log'

test('what tlsproxy met in a handshake is told of the delivery that failed of it', () => {
  const twice = (outcome: string) => [outcome, outcome]
  const outcomes = Object.entries(sampleOutcomes(SAMPLE)).map(([to, told]) => [to.replace(/^[ab]@/, ''), told[0]])
  expect(Object.fromEntries(outcomes)).toEqual({
    'close-tls': 'deferred tls.handshake.eof tls',
    'reset-tls': 'deferred tls.handshake.eof tls',
    // The delivery process gave up before tlsproxy did.
    'stall-tls': 'deferred tls.handshake.timeout tls',
    tlsalert: 'deferred tls.handshake.alert tls',
    tlsgarbage: 'deferred tls.handshake.notls tls',
    tlsold: 'sent',
    oktls: 'sent',
    'two-tls': 'sent',
  })
  expect(outcomes).toHaveLength(twice('').length * 8)
})

test('a handshake that failed with one MX is no mail in clear to the next; each handshake counts once', () => {
  const { document } = analyseText(readFileSync(new URL(`../../src/mta/${SAMPLE}`, import.meta.url)))
  expect(document.tls).toEqual({
    byVersion: { TLSv1: 1, 'TLSv1.3': 1 },
    failures: {
      'tls.handshake.eof': 2,
      'tls.handshake.alert': 2,
      'tls.handshake.notls': 1,
      'tls.handshake.timeout': 1,
    },
    plaintextFallbacks: {},
  })
  expect(document.softFailures).toEqual({ 'tls.handshake.alert@tls': 1 })
  // Clients of postscreen.
  expect(document.server.tlsAcceptFailed).toBe(3)
})

const at = (second: number, line: string) => `May  1 10:00:0${second} a postfix/${line}`

test('where several handshakes failed at once, the host that took the mail in clear tells which was meant', () => {
  const { document } = analyseText(
    [
      at(0, 'tlsproxy[9]: TLS handshake failed for service=smtp peer=[192.0.2.1]:25'),
      at(0, 'tlsproxy[9]: warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:x.c:350:'),
      at(0, 'tlsproxy[9]: TLS handshake failed for service=smtp peer=[192.0.2.2]:25'),
      at(0, 'smtp[7]: A1B2C3D4E5: Cannot start TLS: handshake failure'),
      at(
        1,
        'smtp[7]: A1B2C3D4E5: to=<x@two.example>, relay=mx.two.example[192.0.2.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
      ),
    ].join('\n'),
  )
  expect(document.tls.plaintextFallbacks).toEqual({ 'tls.handshake.notls': 1 })
})
