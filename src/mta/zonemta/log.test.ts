import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'
import { sampleOutcomes } from '../../../test/logs/sample-outcomes.ts'

const SAMPLE = 'zonemta/samples/zonemta-3.10.3.log'

test('each delivery to a peer of known behaviour says what the peer did, and how far it had come', () => {
  expect(sampleOutcomes(SAMPLE)).toEqual({
    ok: ['sent'],
    rcpt550: ['bounced recipient.unknown rcpt'],
    rcpt451: ['deferred greylist rcpt'],
    mail451: ['deferred system.remote -'],
    greet554: ['deferred policy.other banner'],
    greet421: ['deferred reply.421.toomanyconn banner'],
    data451: ['deferred system.remote -'],
    dot550: ['bounced content.spam dot'],
    dot451: ['deferred system.remote -'],
    closegreet: ['deferred drop.lost banner'],
    closeehlo: ['deferred drop.lost ehlo'],
    closemail: ['deferred drop.lost mail'],
    closercpt: ['deferred drop.lost rcpt'],
    closedata: ['deferred drop.lost data'],
    // After 354 the message and its end cannot be told apart.
    closebody: ['deferred drop.lost body'],
    closedot: ['deferred drop.lost body'],
    rstgreet: ['deferred drop.lost banner'],
    tlsbad: ['sent'],
    tlsclose: ['sent'],
    mail550: ['bounced sender.rejected mail'],
    refused: ['deferred connect.refused connect'],
    twomx: ['sent'],
    unreach: ['deferred connect.unreachable connect'],
    expired: ['bounced greylist rcpt'],
  })
})

test('a handshake that fell back to plain text, a first host that failed, and a domain that is left alone are told apart', () => {
  const { document } = analyseText(readFileSync(new URL(`../${SAMPLE}`, import.meta.url)))
  expect(document.tls.plaintextFallbacks).toEqual({ 'tls.handshake.notls': 1, 'tls.handshake.eof': 1 })
  expect(document.tls.failures).toEqual({ 'tls.handshake.notls': 1, 'tls.handshake.eof': 1 })
  expect(document.softFailures).toEqual({ 'connect.refused@connect': 1 })
  expect(document.suspended).toBe(1)
})
