import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'
import { sampleOutcomes } from '../../../test/logs/sample-outcomes.ts'

test('each message at a relay of known behaviour is one attempt, and says what the relay did', () => {
  expect(sampleOutcomes('nullmailer/samples/nullmailer-2.2.log')).toEqual({
    ok: ['sent'],
    rcpt550: ['bounced recipient.unknown rcpt'],
    rcpt451: ['deferred greylist rcpt'],
    mail451: ['deferred system.remote -'],
    greet554: ['bounced policy.other -'],
    greet421: ['deferred reply.421.toomanyconn banner'],
    data451: ['deferred system.remote -'],
    dot550: ['bounced content.spam dot'],
    dot451: ['deferred system.remote -'],
    closegreet: ['deferred drop.lost -'],
    closeehlo: ['deferred drop.lost -'],
    closemail: ['deferred drop.lost -'],
    closercpt: ['deferred drop.lost -'],
    closedata: ['deferred drop.lost -'],
    // A reset kills the program that speaks SMTP, which says nothing then.
    closebody: ['deferred unknown -'],
    closedot: ['deferred drop.lost -'],
    rstgreet: ['deferred unknown -'],
    silentgreet: ['deferred drop.timeout -'],
    silentdot: ['deferred drop.timeout -'],
    auth535: ['deferred auth.failed auth'],
    tlsbad: ['deferred tls.handshake.notls tls'],
    tlsclose: ['deferred tls.handshake.reset tls'],
    mail550: ['bounced sender.rejected mail'],
    refused: ['deferred connect.refused connect'],
    unreach: ['deferred connect.failed connect'],
    nxdomain: ['deferred dns.tempfail dns'],
    two: ['sent'],
    'v@two': ['sent'],
    twotls: ['deferred tls.handshake.notls tls'],
    failover: ['sent'],
  })
})

const lines = (...texts: readonly string[]): string =>
  texts.map((text, index) => `Nov 28 14:00:${10 + index} mail nullmailer[812]: ${text}\n`).join('')

const trying = (host: string, file: string): readonly string[] => [
  `Starting delivery: host: ${host} protocol: smtp file: ${file}`,
  'From: <s@us.example> to: <u@a.example>',
]

test('a relay that failed is a detour where the next in the list took the message', () => {
  const { document } = analyseText(
    lines(
      ...trying('one.example', '1.2'),
      'smtp: Failed: Connect failed',
      'Sending failed: Connection refused',
      ...trying('two.example', '1.2'),
      'smtp: Succeeded: 250 Ok',
      'Sent file.',
      'Delivery complete, 0 message(s) remain.',
    ),
  )
  expect(document.attempts).toMatchObject({ sent: 1, deferred: 0 })
  expect(document.softFailures).toEqual({ 'connect.refused@connect': 1 })
})

test('what failed at every relay is one attempt of the run, at the last of them', () => {
  const { attempts, document } = analyseText(
    lines(
      ...trying('one.example', '1.2'),
      'smtp: Failed: Connect failed',
      'Sending failed: Connection refused',
      ...trying('two.example', '1.2'),
      'smtp: Failed: Connect failed',
      'Sending failed: Connection timed out',
      'Delivery complete, 1 message(s) remain.',
    ),
  )
  expect(attempts).toMatchObject([
    { status: 'deferred', symptom: 'connect.timeout', mx: 'two.example', queueId: '1.2' },
  ])
  expect(document.softFailures).toEqual({})
})

test('a message that is given up after a failure that passes is expired', () => {
  const { document } = analyseText(
    lines(
      ...trying('one.example', '1.2'),
      'smtp: Failed: 451 4.7.1 try again later',
      'Sending failed: Temporary error in sending the message',
      'Moving message 1.2 into failed',
      'Generating bounce for 1.2',
      'Delivery complete, 0 message(s) remain.',
    ),
  )
  expect(document.attempts).toEqual({ sent: 0, deferred: 0, bounced: 0, expired: 1 })
})

test('the lines of 1.x name no recipient, and the lines of a reply stand in one', () => {
  const { attempts } = analyseText(
    lines(
      'Starting delivery: protocol: smtp host: one.example file: 1.2',
      'smtp: Failed: 550-5.1.1 no such user/550 5.1.1 really',
      'Sending failed: Permanent error in sending the message',
      'Delivery complete, 1 message(s) remain.',
    ),
  )
  expect(attempts).toMatchObject([{ recipient: null, symptom: 'recipient.unknown', dsn: '5.1.1' }])
})

test('a reply of several lines is one, and a program that was killed is told of twice', () => {
  const { attempts, unknown } = analyseText(
    [
      ...trying('one.example', '1.2'),
      'smtp: Failed: 550-5.7.1 first line',
      '550-5.7.1 second line, see https://example.net/a/550',
      '550 5.7.1 blocked using dnsbl.example.org',
      'Sending failed: Permanent error in sending the message',
      'Moving message 1.2 into failed',
      ...trying('two.example', '1.3'),
      'Sending timed out, killing protocol',
      'nullmailer-send: smtp crashed or was killed: Resource temporarily unavailable',
      'Delivery complete, 0 message(s) remain.',
    ].join('\n'),
  )
  expect(unknown).toEqual([])
  expect(attempts.map(({ status, symptom, mx }) => [status, symptom, mx])).toEqual([
    ['bounced', 'reputation.ip', 'one.example'],
    ['deferred', 'drop.timeout', 'two.example'],
  ])
})
