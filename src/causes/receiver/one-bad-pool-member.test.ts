import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  reply,
  session,
  SILENCE,
  symptom,
} from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './one-bad-pool-member.ts'

const refused = { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 21 } as const
const second = plan({ endpoint: { host: 'mx1.example.net', address: '192.0.2.2', port: 25 } })
const banner = (name: string) => ({ code: 220, lines: [`${name} ESMTP`] })

causeCases(cause, {
  convicts: [
    [
      'a report, a first look that lived, and another session that ends just there',
      [
        symptom({ symptom: 'drop.lost', stage: 'banner' }),
        session(),
        session({ session: 's2', role: 'experiment', death: death('banner', FIN) }),
      ],
    ],
    [
      'one refuses for good what the other takes',
      [session({ death: death('rcpt', reply(554, 'Relay access denied')) }), session({ session: 's2', plan: second })],
    ],

    [
      'connections are refused and taken by turns',
      [
        session({ death: death('connect', refused) }),
        session({ session: 's2', role: 'experiment' }),
        session({ session: 's3', role: 'experiment', death: death('connect', refused) }),
      ],
    ],
    ['one address of two', [session({ death: death('ehlo', FIN) }), session({ session: 's2', plan: second })]],
    [
      'one name of two behind one address',
      [
        session({ banner: banner('a.example.net'), death: death('mail', SILENCE) }),
        session({ session: 's2', role: 'experiment', banner: banner('b.example.net') }),
      ],
    ],
    [
      'the same session dies and lives by turns, under one name',
      [
        session({ death: death('ehlo', FIN) }),
        session({ session: 's2', role: 'experiment' }),
        session({ session: 's3', role: 'experiment', death: death('ehlo', FIN) }),
        session({ session: 's4', role: 'experiment' }),
      ],
    ],
    [
      'a refusal for good, by turns',
      [
        session({ death: death('rcpt', reply(554, 'Relay access denied')) }),
        session({ session: 's2', role: 'experiment', plan: plan({ upTo: 'rcpt' }) }),
        session({ session: 's3', role: 'experiment', death: death('rcpt', reply(554, 'Relay access denied')) }),
      ],
    ],
    [
      'the log shows it',
      [fact('log.pattern', { pattern: 'only-one-mx', symptom: 'drop.lost', count: 9, of: 20, detail: '' })],
    ],
  ],
  acquits: [
    [
      'a report, and all our sessions live',
      [symptom({ symptom: 'drop.lost', stage: 'banner' }), session(), session({ session: 's2', role: 'experiment' })],
    ],
    [
      'a report of another place than that at which our session ends',
      [
        symptom({ symptom: 'drop.lost', stage: 'banner' }),
        session(),
        session({ session: 's2', role: 'experiment', death: death('ehlo', FIN) }),
      ],
    ],
    [
      'the arm with the change lives, the same session dies each time',
      [
        session({ death: death('ehlo', FIN) }),
        session({ session: 's2', role: 'experiment', plan: plan({ bind: '192.0.2.99' }) }),
        session({ session: 's3', role: 'experiment', death: death('ehlo', FIN) }),
        session({ session: 's4', role: 'experiment', plan: plan({ bind: '192.0.2.99' }) }),
      ],
    ],
    [
      'the octets stop in the body, and then before the answer to its end: that is one place',
      [
        session({ plan: plan({ upTo: 'dot' }), death: death('body', SILENCE) }),
        session({
          session: 's2',
          role: 'experiment',
          plan: plan({ upTo: 'dot' }),
          death: death('dot', SILENCE),
        }),
      ],
    ],
    [
      'it dies at the EHLO inside TLS, and then in the handshake before it',
      [
        session({ tls: tls(), death: death('ehlo', FIN) }),
        session({ session: 's2', role: 'experiment', death: death('tls', FIN) }),
        session({ session: 's3', role: 'experiment', tls: tls(), death: death('ehlo', FIN) }),
      ],
    ],
    [
      'a hello of another make is answered each time, the session dies each time',
      [
        session({ death: death('tls', FIN) }),
        session({ session: 's2', role: 'experiment', death: death('tls', FIN) }),
        fact('tls.hello', {
          endpoint: AN_ENDPOINT,
          session: 'h',
          hello: { maxVersion: 0x0304, sizeBytes: 1800 },
          sizeBytes: 1800,
          answer: { kind: 'server-hello', version: 0x0304, suite: 0x1301, retry: true, flightBytes: 0, afterMs: 20 },
        }),
      ],
    ],
  ],
  abstains: [
    [
      'our address is refused each time, and another of ours taken: a ban',
      [
        session({ death: death('connect', refused) }),
        session({ session: 's2', role: 'experiment', plan: { ...plan(), bind: '192.0.2.77' } }),
        session({ session: 's3', role: 'experiment', death: death('connect', refused) }),
      ],
    ],
    [
      'a server that was down for a moment: once it takes connections it takes them all',
      [
        session({ death: death('connect', refused) }),
        session({ session: 's2', role: 'experiment', death: death('connect', refused) }),
        session({ session: 's3', role: 'experiment' }),
      ],
    ],
    [
      'one MX host has a certificate that nobody trusts',
      [fact('log.pattern', { pattern: 'only-one-mx', symptom: 'tls.cert.untrusted', count: 9, of: 20, detail: '' })],
    ],
    [
      'one address does not answer at all',
      [session({ death: death('connect', SILENCE) }), session({ session: 's2', plan: second })],
    ],
    ['words that put us off', [session({ death: death('mail', reply(451, 'try again later')) })]],
    ['all addresses live', [session(), session({ session: 's2', plan: second })]],
  ],
})

test.each<readonly [string, Parameters<typeof evidence>[0], readonly string[]]>([
  ['a session that died is run again', [session({ death: death('mail', FIN) })], ['again']],
  [
    'and once more until it died again, where it lived the second time',
    [session({ death: death('mail', FIN) }), session({ session: 's2', role: 'experiment' })],
    ['again', 'by turns'],
  ],
  ['words that put us off are not asked for twice', [session({ death: death('mail', reply(451)) })], []],
])('%s', (_name, seen, names) => {
  expect(experimentsOf(cause, seen).map(({ name }) => name)).toEqual(names)
})

test('a message that one server refused for good is not sent again by itself', () => {
  const persistence = (seen: Parameters<typeof evidence>[0]) =>
    cause.persistenceFor?.(view(evidence(seen), cause.needs))
  expect(persistence([session({ death: death('rcpt', reply(554)) })])).toBe('until-fixed')
  expect(persistence([session({ death: death('rcpt', FIN) })])).toBe('passes-by-itself')
})

test.each([
  ['vaguely', 450, 'system.remote', ['next visit']],
  ['with a word of a rate', 450, 'limit.rate', []],
  ['for good', 554, 'system.remote', ['again']],
] as const)('who is put off %s', (_how, code, what, names) => {
  const seen = [
    session({ plan: plan({ upTo: 'rcpt' }), death: death('rcpt', reply(code, '4.3.2 Service currently unavailable')) }),
    symptom({ symptom: what, speaker: 'peer', stage: 'rcpt', origin: 'live', endpoint: AN_ENDPOINT }),
  ]
  expect(experimentsOf(cause, seen).map(({ name }) => name)).toEqual(names)
})

test('the same session is asked for again with DATA where that was in the write that failed, and hands over no message', () => {
  const sending = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 3000 } })
  const again = (stage: 'ehlo' | 'mail' | 'rcpt' | 'data' | 'dot', planned = sending) =>
    experimentsOf(cause, [session({ plan: planned, death: death(stage, FIN) })]).map(({ arms }) =>
      arms[0]?.plan.kind === 'session' ? arms[0].plan.upTo : undefined,
    )
  expect(again('ehlo')).toEqual(['rcpt'])
  expect(again('mail')).toEqual(['data'])
  expect(again('rcpt')).toEqual(['data'])
  expect(again('mail', { ...sending, pipelining: false })).toEqual(['rcpt'])
  expect(again('data')).toEqual(['data'])
  expect(again('data', { ...sending, chunking: true })).toEqual(['dot'])
  expect(again('dot')).toEqual(['dot'])
})

test('where only a report tells of it, the reader is to see how often it comes before anybody is blamed', () => {
  const reported = [session(), symptom({ symptom: 'drop.lost', stage: 'banner' })]
  const [look] = cause.remedies(view(evidence(reported), cause.needs))
  expect(look?.steps?.[0]).toMatchObject({ kind: 'command', run: expect.stringContaining('nc 192.0.2.1 25') })
  expect(look?.steps?.[0]).toMatchObject({ run: expect.stringContaining(String.raw`printf 'QUIT\r\n'`) })
  const met = [session({ plan: second, death: death('banner', FIN) })]
  const [tell] = cause.remedies(view(evidence(met), cause.needs))
  expect(tell?.steps?.[0]).toMatchObject({ kind: 'ask', text: expect.stringContaining('192.0.2.2 at banner') })
})
