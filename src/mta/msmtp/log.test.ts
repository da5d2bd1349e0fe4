import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'
import { sampleOutcomes } from '../../../test/logs/sample-outcomes.ts'

test('what msmtp met at a peer of known behaviour; where its words name no stage, none is claimed', () => {
  expect(sampleOutcomes('msmtp/samples/msmtp-1.8.log')).toEqual({
    ok: ['sent'],
    okclear: ['sent'],
    rcpt550: ['bounced recipient.unknown rcpt'],
    rcpt450: ['deferred system.remote rcpt'],
    mail550: ['bounced sender.rejected mail'],
    mail451: ['deferred system.remote mail'],
    greet554: ['bounced policy.other banner'],
    greet421: ['deferred reply.421.toomanyconn banner'],
    ehlo550: [expect.stringMatching(/^bounced .* ehlo$/)],
    data451: ['deferred system.remote data'],
    data554: [expect.stringMatching(/^bounced .* data$/)],
    dot550: ['bounced content.spam dot'],
    dot451: ['deferred system.remote dot'],
    dot552: ['bounced content.size dot'],
    closegreet: ['deferred drop.lost -'],
    closeehlo: ['deferred drop.lost -'],
    closemail: ['deferred drop.lost -'],
    closercpt: ['deferred drop.lost -'],
    closedata: ['deferred drop.lost -'],
    closedot: ['deferred drop.lost -'],
    rstgreet: ['deferred connect.reset connect'],
    rstehlo: ['deferred drop.lost -'],
    rstmail: ['deferred drop.lost -'],
    rstrcpt: ['deferred drop.lost -'],
    rstdata: ['deferred drop.lost -'],
    rstbody: ['deferred drop.lost -'],
    rstdot: ['deferred drop.lost -'],
    tlsclose: ['deferred tls.handshake.reset tls'],
    tlsreset: ['deferred tls.handshake.reset tls'],
    tlsrefuse454: ['deferred tls.refused starttls'],
    tlsself: ['deferred tls.cert.name tls'],
    tlsok: ['sent'],
    refused: ['deferred connect.refused connect'],
    unreach: ['deferred connect.unreachable connect'],
    mail421close: ['deferred drop.lost -'],
    grey: ['deferred greylist rcpt'],
    mixed: ['sent'],
    quota552: ['bounced mailbox.full rcpt'],
    servfail: ['deferred dns.tempfail dns'],
    'bad@mixed': ['bounced recipient.unknown rcpt'],
    'good@mixed': ['bounced recipient.unknown rcpt'],
    silentgreet: ['deferred drop.timeout -'],
    silentmail: ['deferred drop.timeout -'],
    silentdot: ['deferred drop.timeout -'],
  })
})

test('through syslog it is the same line, and quotes and line ends inside a reply end nothing', () => {
  const { attempts } = analyseText(
    String.raw`Nov 28 15:02:41 mail msmtp: host=mx.a.example tls=off auth=on user=me from=s@b.example recipients=u@a.example smtpstatus=550 smtpmsg='550-5.1.1 it's not here\n550 5.1.1 user unknown' errormsg='recipient address u@a.example not accepted by the server' exitcode=EX_DATAERR`,
  )
  expect(attempts).toMatchObject([
    { recipient: 'u@a.example', symptom: 'recipient.unknown', stage: 'rcpt', dsn: '5.1.1' },
  ])
})
