import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, plan, RST, session, SILENCE, socketState, symptom } from '../../../test/kit/evidence.ts'
import { ANSWERED_13, alert, deadHandshake, helloSeen, livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import type { AnyCause } from '../../domain/cause.ts'
import { view } from '../../domain/evidence.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { weighAll } from '../../reason/weigh.ts'
import { CAUSES } from '../index.ts'
import cause from './sni-rejected.ts'

const HELLO = { maxVersion: 0x0304 }
const NAMELESS = { ...HELLO, sni: null }
const CLOSED = { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 2 } as const
const UNANSWERED = { kind: 'silent', bytesSeen: 0, afterMs: 3000 } as const

causeCases(cause, {
  convicts: [
    ['alert 112', [deadHandshake(alert(112))]],
    ['the MTA met alert 112', [livingHandshake(), symptom({ symptom: 'tls.cert.sni', stage: 'tls', tlsAlert: 112 })]],
    [
      'a hello without the name is answered, none with it is',
      [deadHandshake(RST), helloSeen(HELLO, CLOSED), helloSeen(NAMELESS, ANSWERED_13, 'h2')],
    ],
    [
      'the other way round: a sender that names no server',
      [
        deadHandshake(RST, { tlsPlan: { sni: null } }),
        helloSeen(NAMELESS, CLOSED),
        helloSeen(HELLO, ANSWERED_13, 'h2'),
      ],
    ],
  ],
  acquits: [
    ['the name is taken in another hello', [deadHandshake(RST), helloSeen(HELLO, ANSWERED_13)]],
    [
      'a sender that names no server, and a hello like it is answered',
      [deadHandshake(RST, { tlsPlan: { sni: null } }), helloSeen(NAMELESS, ANSWERED_13)],
    ],
  ],
  abstains: [
    ['silence', [deadHandshake(SILENCE)]],
    [
      'the client refused the name',
      [livingHandshake({ nameMatches: false }), symptom({ symptom: 'tls.cert.name', stage: 'tls' })],
    ],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})

test('many hellos with the name are dropped in silence, and one session without it lives: that is told though the connections are used up', () => {
  const verdict = concludeVerdict(
    evidence([
      deadHandshake(SILENCE),
      socketState({ timer: 'on', retransmits: 5 }),
      helloSeen(HELLO, UNANSWERED),
      helloSeen({ ...HELLO, sizeBytes: 1600 }, UNANSWERED, 'h2'),
      session({ session: 's2', role: 'experiment', plan: plan({ tlsPlan: { sni: null } }), tls: tls() }),
    ]),
    CAUSES,
  )
  expect(verdict).toMatchObject({ cause: cause.id, locus: 'path' })
})

test('where hellos of every size are dropped in silence, the name is asked about', () => {
  const seen = evidence([
    deadHandshake(SILENCE),
    helloSeen(HELLO, UNANSWERED),
    helloSeen({ ...HELLO, sizeBytes: 1600 }, UNANSWERED, 'h2'),
  ])
  expect(weighAll(seen, [cause as unknown as AnyCause])).toHaveLength(1)
})

test.each([
  ['before the server can have heard', { connectMs: 60 }, 'path'],
  ['in its time', { connectMs: 2 }, 'receiver'],
] as const)('a reset %s comes from: %s', (_name, times, locus) => {
  const seen = evidence([deadHandshake({ ...RST, afterMs: 3 }, {}, times)])
  expect(cause.locusFor?.(view(seen, cause.needs))).toBe(locus)
})
