import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  FIN,
  fact,
  plan,
  PROBED_IN_VAIN,
  session,
  SILENCE,
  socketState,
  type Seen,
} from '../../../test/kit/evidence.ts'
import { experimentsOf, trial } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import cause from './dies-midway.ts'

const silent = session({ death: death('mail', SILENCE) })

const timeouts = (pattern: 'all-destinations' | 'since' | 'only-large'): Seen =>
  fact('log.pattern', { pattern, symptom: 'drop.timeout', stage: 'mail', count: 20, of: 20, detail: '' })

causeCases(cause, {
  convicts: [
    ['a log in which everybody falls silent', [timeouts('all-destinations')]],
    ['a log in which it began at a moment', [timeouts('since')]],
    ['all was acknowledged, and probes find nobody since', [silent, PROBED_IN_VAIN]],
    ['the same before the banner', [session({ death: death('banner', SILENCE) }), PROBED_IN_VAIN]],
    ['a small packet is never acknowledged', [silent, socketState({})]],
    [
      'and new connections get no answer',
      [silent, socketState({}), session({ session: 's2', role: 'experiment', death: death('connect', SILENCE) })],
    ],
  ],
  acquits: [
    [
      'octets are acknowledged while we look: slow, and not dead',
      [silent, socketState({}), socketState({ ackedBytes: 9_000, retransmits: 0, afterSilenceMs: 9_000 })],
    ],
    [
      'nobody answers our probes, and new connections are taken all the same',
      [
        session({ death: death('banner', SILENCE) }),
        PROBED_IN_VAIN,
        session({ session: 's2', role: 'experiment', death: death('banner', SILENCE) }),
        session({ session: 's3', role: 'experiment', startedAt: 1_700_000_009_000 }),
      ],
    ],
    [
      'a hung server acknowledges',
      [silent, socketState({ timer: 'none', retransmits: 0, unackedSegments: 0, ackedBytes: 90, sendQueueBytes: 0 })],
    ],
    [
      'new connections are greeted, and fall silent at the same place',
      [silent, socketState({}), session({ session: 's2', role: 'experiment', death: death('mail', SILENCE) })],
    ],
  ],
  abstains: [
    ['a healthy session', [session()]],
    ['a log in which large messages alone stall', [timeouts('only-large')]],
    ['a close', [session({ death: death('mail', FIN) })]],
    ['silence at connect', [session({ death: death('connect', SILENCE) })]],
  ],
})

test('a small packet that was repeated a dozen times is a small one all the same', () => {
  const seen = evidence([silent, socketState({ sentBytes: 1252, resentBytes: 1148, ackedBytes: 22, retransmits: 13 })])
  expect(cause.weigh(view(seen, cause.needs)).map(({ says }) => says)).toContain(
    'a small packet of ours is repeated and nobody acknowledges it',
  )
})

test.each(['EHOSTUNREACH', 'ENETUNREACH'])('since then there is no way (%s): the path, and no ban', (errno) => {
  const later = session({
    session: 's2',
    role: 'experiment',
    startedAt: silent.fact.startedAt + 5000,
    death: death('connect', { kind: 'errno', errno, afterMs: 20 }),
  })
  const seen = evidence([silent, socketState({ sentBytes: 9_000 }), later])
  const verdict = concludeVerdict(seen, CAUSES)
  expect(verdict).toMatchObject({ cause: 'path/dies-midway', stage: 'mail' })
  // The host of a program that hangs acknowledges: what excludes it has been seen.
  expect(verdict?.alternatives.map((other) => other.cause)).not.toContain('receiver/hung')
  const told = JSON.stringify([cause.weigh(view(seen, cause.needs)), cause.remedies(view(seen, cause.needs))])
  expect(told).toContain(`there is no way to the address (${errno})`)
  expect(told).toContain(`fail at once then (${errno})`)
  expect(told).toContain('ip route get 192.0.2.1; ip neigh')
})

test('a new connection that answers rules it out; one that does not decides nothing', () => {
  const [experiment] = experimentsOf(cause, [silent, socketState({})])
  expect(
    experiment?.judge([trial('new connection', { banner: { code: 220, lines: ['mx'] }, reached: 'ehlo' })]).judged,
  ).toBe('refuted')
  expect(experiment?.judge([trial('new connection', { death: death('connect', SILENCE) })]).judged).toBe('undecided')
  // The server's greeting passes, and what we say does not: that path is dead in one direction.
  expect(experiment?.judge([trial('new connection', { death: death('ehlo', SILENCE) })]).judged).toBe('undecided')
})

test.each([
  ['on the same port, later', {}, true],
  [
    'on another port, which may be closed to everybody',
    { plan: plan({ endpoint: { ...AN_ENDPOINT, port: 587 } }) },
    false,
  ],
  ['before the session began', { startedAt: 1_600_000_000_000 }, false],
  ['from another vantage point', { role: 'elsewhere' }, false],
] as const)(
  'a connection that gets no answer %s: whether it tells of a path that went dead',
  (_what, changes, isTold) => {
    const barred = session({ session: 's2', role: 'experiment', ...changes, death: death('connect', SILENCE) })
    const sight = view(evidence([silent, socketState({}), barred]), cause.needs)
    expect(cause.weigh(sight).some(({ says }) => says.includes('new connections'))).toBe(isTold)
    const text = JSON.stringify(cause.remedies(sight))
    expect(text.includes('new ones')).toBe(isTold)
    expect(text).toContain('192.0.2.1')
  },
)
