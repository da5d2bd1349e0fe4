import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'
import { sampleOutcomes } from '../../../test/logs/sample-outcomes.ts'

/** Of a session that a peer ended before EHLO was answered, Courier logs the beginning and the end. */
const SILENT = 'deferred unknown -'
const BUSY = 'deferred system.remote -'
const FULL = 'deferred reply.421.toomanyconn banner'

test('each try against a peer of known behaviour is one attempt, also where Courier says nothing of it', () => {
  expect(sampleOutcomes('courier/samples/courier-1.0.log')).toEqual({
    ok: ['sent'],
    rcpt550: ['bounced recipient.unknown rcpt'],
    rcpt450: [BUSY, BUSY, BUSY],
    greet421: [FULL, FULL, FULL],
    dot550: [expect.stringMatching(/^bounced content.spam/)],
    closegreet: [SILENT, SILENT],
    closercpt: ['deferred drop.lost -', 'deferred drop.lost -', 'deferred drop.lost -'],
    refused: ['deferred connect.refused connect'],
    unreach: ['deferred connect.unreachable connect'],
    tlsclose: ['deferred tls.handshake.reset tls', 'sent'],
    nxdomain: ['bounced dns.nxdomain dns'],
    servfail: ['deferred dns.tempfail dns'],
    twomx: ['sent'],
    grey: ['sent'],
    mixed: ['sent', 'sent', 'sent'],
    'good@mixed': ['sent', 'sent', 'sent'],
    'bad@mixed': Array.from({ length: 3 }, () => 'bounced recipient.unknown rcpt'),
    'slow@mixed': [BUSY, BUSY, BUSY, BUSY, BUSY],
  })
})

const esmtp = (text: string): string =>
  `Nov 28 15:00:00 mail courieresmtp: id=1A.2B.3C,from=<s@b.example>,addr=<u@a.example>${text}\n`

test('a host that is left to rest is not tried: the line repeats why it was not reached', () => {
  const { document } = analyseText(
    `${esmtp(': Connection refused')}${esmtp(',status: deferred')}${esmtp(': Network is down')}${esmtp(',status: deferred')}`,
  )
  expect(document.attempts.deferred).toBe(1)
  expect(document.suspended).toBe(1)
  expect(document.bySymptom).toEqual({ 'connect.refused': 1 })
})

const SHAKE_BROKEN = '400 DEBUG: Unexpected SSL connection shutdown.'

test.each([
  ['a minute after the try began nobody took the connection', '15:01:02', 'connect.timeout', 'connect'],
  ['ten minutes after it a server fell silent', '15:10:03', 'drop.timeout', null],
  ['a handshake that the server left', '15:00:01', 'tls.handshake.eof', 'tls', SHAKE_BROKEN],
  ['a handshake in which it fell silent', '15:05:01', 'tls.handshake.timeout', 'tls', SHAKE_BROKEN],
])('%s', (_, time, symptom, stage, words = 'Connection timed out') => {
  const started =
    'Nov 28 15:00:00 mail courierd: started,id=1A.2B.3C,from=<s@b.example>,module=esmtp,host=a.example,addr=<u@a.example>\n'
  const ended = `${esmtp(`: ${words}`)}${esmtp(',status: deferred')}`.replaceAll('15:00:00', time)
  expect(analyseText(started + ended).attempts).toMatchObject([{ status: 'deferred', symptom, stage }])
})

test('two jobs of one message: the end of one is no end of the other', () => {
  const line = (text: string): string => `Nov 28 15:00:00 mail courierd: ${text}\n`
  const start = (host: string): string =>
    line(`started,id=1A.2B.3C,from=<s@b.example>,module=esmtp,host=${host},addr=<u@${host}>`)
  const done = line('completed,id=1A.2B.3C')
  const { attempts } = analyseText(
    `${start('a.example')}${start('c.example')}${esmtp(': 250 ok')}${esmtp(',status: success')}${done}${done}`,
  )
  expect(attempts).toMatchObject([
    { recipient: 'u@a.example', status: 'sent' },
    { recipient: 'u@c.example', status: 'deferred' },
  ])
})

test('refusals and failed logins of its own server', () => {
  const { document } = analyseText(
    [
      'started,ip=[::ffff:192.0.2.1]',
      'error,relay=::ffff:192.0.2.1,from=<s@b.example>,to=<x@a.example>: 550 User unknown.',
      'error,relay=::ffff:192.0.2.1,msg="535 Authentication failed.",cmd: AUTH LOGIN',
    ]
      .map((text) => `Nov 28 15:00:00 mail courieresmtpd: ${text}\n`)
      .join(''),
  )
  expect(document.server).toMatchObject({ rejected: 1, authFailed: 1 })
})
