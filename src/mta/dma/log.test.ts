import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'
import { sampleOutcomes } from '../../../test/logs/sample-outcomes.ts'

test('each try against a peer of known behaviour is one attempt, and ends at the stage where the peer ended it', () => {
  expect(sampleOutcomes('dma/samples/dma-0.13.log')).toEqual({
    ok: ['sent'],
    okclear: ['sent'],
    rcpt550: ['bounced recipient.unknown rcpt'],
    mail451: ['deferred system.remote mail'],
    greet554: ['bounced policy.other banner'],
    greet421: ['deferred reply.421.toomanyconn banner'],
    data451: ['deferred system.remote data'],
    dot550: ['bounced content.spam dot'],
    closemail: ['deferred drop.lost mail'],
    closercpt: ['deferred drop.lost rcpt'],
    closedata: ['deferred drop.lost data'],
    closedot: ['deferred drop.lost dot'],
    rstgreet: ['deferred drop.lost banner'],
    rstdot: ['deferred drop.lost dot'],
    refused: ['deferred connect.refused connect'],
    unreach: ['deferred connect.unreachable connect'],
    grey: ['deferred greylist rcpt'],
    nxdomain: ['bounced dns.nxdomain dns'],
    servfail: ['deferred dns.tempfail dns'],
    tls10: ['deferred tls.handshake.alert tls'],
    twomx: ['sent'],
    mixed: ['sent'],
    'good@mixed': ['sent'],
    'bad@mixed': ['bounced recipient.unknown rcpt'],
    'slow@mixed': ['deferred system.remote rcpt'],
  })
})

const lines = (...texts: readonly string[]): string =>
  texts.map((text, index) => `Nov 28 14:00:0${index} mail dma[1a2.55f]: ${text}\n`).join('')

test('a first host that failed is a detour where the second took the mail', () => {
  const { document } = analyseText(
    lines(
      '<u@a.example> trying delivery',
      'trying remote delivery to mx1.a.example [192.0.2.1] pref 10',
      'connect to mx1.a.example [192.0.2.1] failed: Connection refused',
      'trying remote delivery to mx2.a.example [192.0.2.2] pref 20',
      '<u@a.example> delivery successful',
    ),
  )
  expect(document.softFailures).toEqual({ 'connect.refused@connect': 1 })
  expect(document.attempts).toMatchObject({ sent: 1, deferred: 0 })
})

test('what would pass and bounces all the same has waited too long; a name that is not there bounces for good', () => {
  const { attempts } = analyseText(
    lines(
      '<u@a.example> trying delivery',
      'trying remote delivery to mx1.a.example [192.0.2.1] pref 10',
      'connect to mx1.a.example [192.0.2.1] failed: Connection refused',
      'delivery failed, bouncing as 1a3',
      '<u@no.example> trying delivery',
      'remote delivery failed: DNS lookup failure: host no.example not found',
      'delivery failed, bouncing as 1a4',
    ),
  )
  expect(attempts).toMatchObject([
    { status: 'expired', symptom: 'connect.refused' },
    { status: 'bounced', symptom: 'dns.nxdomain', stage: 'dns' },
  ])
})

test('the journal has the process where the message has its id', () => {
  const { attempts } = analyseText(
    'Nov 28 14:00:00 mail dma[77]: <u@a.example> trying delivery\nNov 28 14:00:01 mail dma[77]: <u@a.example> delivery successful\n',
  )
  expect(attempts).toMatchObject([{ recipient: 'u@a.example', status: 'sent' }])
})

test('a connection that broke while the message was written', () => {
  const { attempts } = analyseText(
    [
      'dma[2365e1.55c191306910]: <r1@reset.example> trying delivery',
      'dma[2365e1.55c191306910]: trying remote delivery to mx.reset.example [192.0.2.22] pref 10',
      'dma[2365e1.55c191306910]: remote delivery deferred: write error',
    ]
      .map((line) => `Nov 30 13:02:23 mx21 ${line}\n`)
      .join(''),
  )
  expect(attempts).toMatchObject([
    { recipient: 'r1@reset.example', status: 'deferred', symptom: 'drop.lost', stage: 'body', mx: 'mx.reset.example' },
  ])
})
