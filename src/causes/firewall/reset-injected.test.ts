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
  RST,
  session,
  symptom,
} from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import cause from './reset-injected.ts'

const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    [
      'reset sooner than the server can',
      [session({ connectMs: 80, death: death('starttls', { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 2 }) })],
    ],
    [
      'reset everywhere at STARTTLS',
      [
        session({ death: death('starttls', RST) }),
        session({ session: 's2', role: 'compare', plan: other, death: death('starttls', RST) }),
      ],
    ],
    ['reported', [symptom({ symptom: 'drop.lost', stage: 'starttls', ended: 'rst' })]],
  ],
  acquits: [
    [
      'reset over another path too: the server',
      [
        session({ death: death('mail', RST) }),
        session({ session: 's2', role: 'elsewhere', death: death('mail', RST) }),
      ],
    ],
  ],
  abstains: [
    ['an orderly close', [session({ death: death('starttls', FIN) })]],
    ['a reply', [session({ death: death('mail', reply(421)) })]],
    ['reset before the banner', [session({ death: death('banner', RST) })]],
    ['a healthy session', [session()]],
  ],
})

test('commands in TLS are not cut: no box can read them', () => {
  const tls = { version: 'TLSv1.3', cipher: 'x', chain: [], nameMatches: true }
  const asked = (seen: ReturnType<typeof session>) => experimentsOf(cause, [seen]).length
  expect(asked(session({ tls, death: death('mail', RST) }))).toBe(0)
  expect(asked(session({ death: death('mail', RST) }))).toBe(1)
})

test('no message is cut in pieces for a command that was reset before it', () => {
  const sending = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 3000 } })
  const last = (stage: 'mail' | 'data', planned = sending) =>
    experimentsOf(cause, [session({ plan: planned, death: death(stage, RST) })])
      .flatMap(({ arms }) => arms)
      .map(({ plan: one }) => (one.kind === 'session' ? one.upTo : undefined))
  expect(last('mail')).toEqual(['data', 'data'])
  expect(last('data')).toEqual(['data', 'data'])
  expect(last('mail', { ...sending, pipelining: false })).toEqual(['rcpt', 'rcpt'])
})

test('a slow connect with quick replies is no long round trip, and the message has no single round trip', () => {
  const soon = { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 1 } as const
  const step = (session: string, afterMs: number) =>
    fact('smtp.step', {
      session,
      endpoint: AN_ENDPOINT,
      role: 'baseline',
      stage: 'ehlo',
      said: 'EHLO a.example',
      outcome: { kind: 'reply', reply: { code: 250, lines: ['ok'] }, afterMs },
      encrypted: false,
      sentBytes: 16,
      sentSoFarBytes: 16,
      startedAfterMs: 60,
      outstanding: [],
    })
  const says = (...seen: Parameters<typeof evidence>[0]) =>
    cause.weigh(view(evidence(seen), cause.needs)).map((clue) => clue.says)
  const early = expect.stringContaining('less than half of the')
  const mail = session({ session: 's1', connectMs: 80, death: death('mail', soon) })
  expect(says(mail, step('s1', 75))).toContainEqual(early)
  expect(says(mail, step('s1', 3))).not.toContainEqual(early)
  expect(says(session({ session: 's1', connectMs: 80, death: death('dot', soon) }))).not.toContainEqual(early)
})

test.each([
  ['starttls', ['tls.none-for']],
  ['mail', []],
] as const)('a reset at %s: whether there is a way round it of our own', (stage, levers) => {
  const remedies = cause.remedies(view(evidence([session({ death: death(stage, RST) })]), cause.needs))
  expect(remedies.flatMap((one) => one.levers ?? []).map(({ lever }) => lever)).toEqual(levers)
})
