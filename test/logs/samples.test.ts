import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

function sample(path: string) {
  return analyseText(readFileSync(new URL(`../../src/mta/${path}`, import.meta.url)))
}

/** recipient (or domain), status, symptom, stage, mx */
type Expected = readonly [string, string, string, string | null, string | null]

function outcomes(path: string): Expected[] {
  return sample(path).attempts.map(({ recipient, domain, status, symptom, stage, mx }) => [
    recipient ?? domain ?? '',
    status,
    symptom,
    stage,
    mx,
  ])
}

describe('what each sample says', () => {
  const cases: readonly (readonly [string, readonly Expected[]])[] = [
    [
      'exim/samples/exim-4.97.mainlog',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx2.there.example'],
        ['c@there.example', 'sent', 'accepted', null, 'mx2.there.example'],
        ['d@plain.example', 'sent', 'accepted', null, 'mx.plain.example'],
        ['e@dead.example', 'deferred', 'drop.lost', 'banner', 'mx.dead.example'],
        ['g@no.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.no.example'],
        ['h@old.example', 'expired', 'expired', null, null],
      ],
    ],
    [
      'exim/samples/exim-4.96-debian.mainlog',
      [
        ['u@2601.example', 'sent', 'accepted', null, '127.0.0.1'],
        ['u@2602.example', 'deferred', 'local.filter', 'banner', '127.0.0.1'],
        ['u@2603.example', 'deferred', 'local.filter', 'ehlo', '127.0.0.1'],
        ['u@2604.example', 'bounced', 'recipient.unknown', 'rcpt', '127.0.0.1'],
        ['u@2603.example', 'bounced', 'recipient.unknown', 'rcpt', '127.0.0.1'],
        ['u@2602.example', 'bounced', 'recipient.unknown', 'rcpt', '127.0.0.1'],
        ['s@home.example', 'deferred', 'unknown', null, null],
        ['s@home.example', 'deferred', 'unknown', null, null],
        ['s@home.example', 'deferred', 'unknown', null, null],
        ['u@2605.example', 'deferred', 'greylist', 'rcpt', '127.0.0.1'],
        ['u@2606.example', 'sent', 'accepted', null, '127.0.0.1'],
        ['u@2607.example', 'sent', 'accepted', null, '127.0.0.1'],
        ['u@2608.example', 'deferred', 'reply.421.toomanyconn', 'banner', '127.0.0.1'],
        ['u@2609.example', 'deferred', 'local.filter', 'mail', '127.0.0.1'],
        ['u@2699.example', 'deferred', 'connect.refused', 'connect', '127.0.0.1'],
      ],
    ],
    [
      'sendmail/samples/sendmail-8.17.log',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['c@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['d@dead.example', 'deferred', 'connect.timeout', 'connect', 'mx.dead.example'],
        ['e@old.example', 'deferred', 'tls.handshake.version', 'tls', 'mx.old.example'],
        ['f@no.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.no.example'],
      ],
    ],
    [
      'opensmtpd/samples/opensmtpd-7.log',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['c@dead.example', 'deferred', 'drop.lost', null, 'mx.dead.example'],
        ['d@no.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.no.example'],
        ['e@plain.example', 'sent', 'accepted', null, 'mx.plain.example'],
      ],
    ],
    [
      'qmail/samples/notqmail-1.09.log',
      [
        ['b@there.example', 'sent', 'accepted', null, '203.0.113.2'],
        ['c@dead.example', 'deferred', 'drop.lost', null, '203.0.113.3'],
        ['d@no.example', 'bounced', 'recipient.unknown', 'rcpt', '203.0.113.4'],
      ],
    ],
    [
      'haraka/samples/haraka-3.log',
      [
        ['there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['two.example', 'sent', 'accepted', null, 'mx2.two.example'],
        ['c@grey.example', 'deferred', 'greylist', 'rcpt', null],
        ['', 'deferred', 'connect.timeout', 'connect', '203.0.113.10'],
        ['log.example', 'sent', 'accepted', null, 'mx.log.example'],
        ['json.example', 'sent', 'accepted', null, 'mx.json.example'],
      ],
    ],
    [
      'zonemta/samples/zonemta-3.log',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx2.there.example'],
        ['c@dead.example', 'deferred', 'connect.timeout', 'connect', 'mx.dead.example'],
      ],
    ],
    [
      'kumomta/samples/kumomta-2024.jsonl',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['c@dead.example', 'deferred', 'drop.timeout', 'banner', null],
        ['d@no.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.no.example'],
        ['e@old.example', 'expired', 'expired', null, null],
      ],
    ],
    [
      'powermta/samples/powermta-5.csv',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['c@busy.example', 'deferred', 'reply.421.toomanyconn', 'banner', 'mx.busy.example'],
        ['d@no.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.no.example'],
        ['e@old.example', 'expired', 'expired', null, null],
      ],
    ],
    [
      'exchange/samples/exchange-2019-SEND.LOG',
      [
        ['nobody@there.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.there.example'],
        ['b@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['', 'deferred', 'drop.lost', 'banner', '203.0.113.3'],
        ['e@drop.example', 'deferred', 'drop.lost', 'rcpt', 'mx.drop.example'],
        ['', 'deferred', 'tls.handshake.eof', 'tls', 'mx.tls.example'],
      ],
    ],
    [
      'exchange/samples/exchange-2019-MSGTRK.LOG',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['c@dead.example', 'deferred', 'drop.lost', null, 'mx.dead.example'],
        ['d@no.example', 'bounced', 'recipient.unknown', 'rcpt', null],
      ],
    ],
    [
      'exchange/samples/exchange-2019-CONNECTLOG.LOG',
      [['dead.example', 'deferred', 'connect.timeout', 'connect', null]],
    ],
    ['exchange/samples/exchange-2019-RECV.LOG', []],
    [
      'microsoft-365/samples/trace-enhanced.csv',
      [
        ['b@there.example', 'sent', 'accepted', null, null],
        ['c@dead.example', 'bounced', 'unknown', null, null],
        ['d@busy.example', 'deferred', 'unknown', null, null],
      ],
    ],
    [
      'microsoft-365/samples/trace-summary.csv',
      [
        ['b@there.example', 'sent', 'accepted', null, null],
        ['c@dead.example', 'bounced', 'unknown', null, null],
      ],
    ],
    [
      'stalwart/samples/stalwart-0.11.log',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx2.there.example'],
        ['d@no.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.no.example'],
        ['dead.example', 'deferred', 'drop.lost', 'banner', 'mx.dead.example'],
      ],
    ],
    [
      'postal/samples/postal-2.jsonl',
      [
        ['b@there.example', 'sent', 'accepted', null, 'mx.there.example'],
        ['c@dead.example', 'deferred', 'connect.failed', 'connect', null],
        ['d@no.example', 'bounced', 'recipient.unknown', 'rcpt', 'mx.no.example'],
      ],
    ],
  ]
  for (const [path, expected] of cases) test(path, () => expect(outcomes(path)).toEqual(expected))
})

test('Exim: joins, server side, and the one line that is not Exim', () => {
  const { document, unknown } = sample('exim/samples/exim-4.97.mainlog')
  expect(document.softFailures).toEqual({ 'connect.timeout@connect': 1 })
  expect(document.tls).toMatchObject({
    byVersion: { 'TLSv1.3': 1 },
    failures: { 'tls.handshake.eof': 1 },
    plaintextFallbacks: { 'tls.handshake.eof': 1 },
  })
  expect(document.suspended).toBe(1)
  expect(document.queue).toEqual({ queued: 3, removed: 2, expired: 1 })
  expect(document.server).toMatchObject({
    timedOut: 1,
    lost: 1,
    tlsAcceptFailed: 1,
    rejected: 1,
    authFailed: 1,
    connectionLimit: 1,
  })
  expect(unknown).toEqual([expect.stringContaining("none of Exim's")])
})

test('Exim 4.96, as it wrote it: nothing unknown, and a failed handshake that went on in clear', () => {
  const { document } = sample('exim/samples/exim-4.96-debian.mainlog')
  expect(document.lines.unknown).toBe(0)
  expect(document.softFailures).toEqual({})
  expect(document.tls.plaintextFallbacks).toEqual({ 'tls.handshake.notls': 1 })
})

test('Sendmail: server side and TLS', () => {
  const { document } = sample('sendmail/samples/sendmail-8.17.log')
  expect(document.tls).toMatchObject({ byVersion: { 'TLSv1.3': 1 }, failures: { 'tls.handshake.version': 1 } })
  expect(document.server).toMatchObject({ lost: 1, timedOut: 1, rejected: 1, connectionLimit: 1, tlsAcceptFailed: 1 })
  expect(document.queue).toEqual({ queued: 2, removed: 1, expired: 0 })
  expect(document.lines.unknown).toBe(0)
})

test('OpenSMTPD: opportunistic TLS that fell back', () => {
  const { document } = sample('opensmtpd/samples/opensmtpd-7.log')
  expect(Object.values(document.tls.plaintextFallbacks)).toEqual([1])
  expect(document.server).toMatchObject({ lost: 1, timedOut: 1, tlsAcceptFailed: 1, rejected: 1 })
  expect(document.lines.unknown).toBe(0)
})

test('Exchange: receive side, and connections that another server made good', () => {
  expect(sample('exchange/samples/exchange-2019-RECV.LOG').document.server).toMatchObject({
    lost: 1,
    rejected: 1,
    authFailed: 1,
    tlsAcceptFailed: 1,
    timedOut: 1,
  })
  expect(sample('exchange/samples/exchange-2019-CONNECTLOG.LOG').document.softFailures).toEqual({
    'connect.refused@connect': 1,
  })
})

test('a folder of everything is read as one', () => {
  const files = [
    'exim/samples/exim-4.97.mainlog',
    'sendmail/samples/sendmail-8.17.log',
    'kumomta/samples/kumomta-2024.jsonl',
  ]
  const mixed = files.map((path) => readFileSync(new URL(`../../src/mta/${path}`, import.meta.url), 'utf8').split('\n'))
  const longest = Math.max(...mixed.map((lines) => lines.length))
  const shuffled = Array.from({ length: longest }, (_, index) => mixed.map((lines) => lines[index] ?? '')).flat()
  const { document } = analyseText(shuffled.join('\n'))
  expect(document.attempts).toEqual({ sent: 6, deferred: 4, bounced: 3, expired: 2 })
  expect(document.lines.unknown).toBe(1)
})
