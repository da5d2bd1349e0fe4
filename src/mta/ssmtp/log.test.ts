import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'

test('each message that sSMTP handed over, or could not, is one attempt with what the hub did', () => {
  const { attempts, unknown } = analyseText(readFileSync(new URL('samples/ssmtp-2.64.log', import.meta.url)))
  expect(unknown).toEqual([])
  expect(attempts.map(({ status, symptom, stage }) => `${status} ${symptom} ${stage ?? '-'}`)).toEqual([
    'sent accepted -',
    'bounced recipient.unknown rcpt',
    'deferred greylist rcpt',
    'deferred system.remote -',
    // 554, 421: the words are the same for a greeting that turns away and for none.
    'deferred protocol.malformed banner',
    'deferred protocol.malformed banner',
    'deferred system.remote -',
    'bounced content.spam dot',
    'deferred system.remote -',
    'deferred protocol.malformed banner',
    'deferred drop.lost ehlo',
    'deferred drop.lost -',
    'deferred drop.lost rcpt',
    'deferred drop.lost -',
    'deferred drop.lost -',
    'deferred drop.lost -',
    'deferred protocol.malformed banner',
    'bounced auth.failed auth',
    'deferred tls.handshake.alert tls',
    'deferred tls.handshake.alert tls',
    'bounced sender.rejected mail',
    'deferred connect.failed connect',
    'deferred connect.failed connect',
    'deferred dns.tempfail dns',
  ])
  expect(attempts[1]?.recipient).toBe('u@rcpt550.example')
  expect(attempts.at(-1)?.mx).toBe('no.such.example')
})
