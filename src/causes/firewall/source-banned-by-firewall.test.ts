import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import { confirmedByOtherSource, experimentsOf, trial } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import type { Trial } from '../../domain/experiment.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import cause from './source-banned-by-firewall.ts'

const silent = session({ death: death('connect', SILENCE), localAddress: '192.0.2.50' })
const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    ['silence here, others answer us', [silent, session({ session: 's2', role: 'compare', plan: other })]],
    [
      'silence here, an answer elsewhere',
      [silent, session({ session: 's2', role: 'elsewhere' }), session({ session: 's3', role: 'compare', plan: other })],
    ],
  ],
  acquits: [
    [
      'another connection from the same source is taken since',
      [
        session({ death: death('connect', SILENCE) }),
        session({ session: 's2', role: 'experiment', startedAt: 1_700_000_005_000 }),
      ],
    ],
    [
      'nobody answers us: our own port 25 is blocked',
      [silent, session({ session: 's2', role: 'compare', plan: other, death: death('connect', SILENCE) })],
    ],
    [
      'silence from everywhere: the host is down',
      [silent, session({ session: 's2', role: 'elsewhere', death: death('connect', SILENCE) })],
    ],
  ],
  abstains: [
    ['a healthy session', [session()]],
    ['a close after the connection', [session({ death: death('banner', FIN) })]],
  ],
})

test('another own address that is served tells that ours is minded, one that fails too tells nothing', () => {
  const [experiment] = experimentsOf(cause, [silent], { otherSources: ['2001:db8::5', '192.0.2.51'] })
  expect(experiment?.arms.map(({ plan }) => (plan.kind === 'session' ? plan.bind : undefined))).toEqual([
    undefined,
    '192.0.2.51',
  ])
  const run = (arm: string, seen: ReturnType<typeof session>): Trial => trial(arm, seen.fact)
  const [control = '', varied = ''] = experiment?.arms.map(({ name }) => name) ?? []
  const lives = [run(control, silent), run(varied, session()), run(control, silent), run(varied, session())]
  expect(experiment?.judge(lives).judged).toBe('confirmed')
  expect(
    experiment?.judge([run(control, silent), run(varied, silent), run(control, silent), run(varied, silent)]).judged,
  ).toBe('undecided')
  expect(experiment?.judge([run(control, session()), run(varied, session())]).judged).toBe('undecided')
})

test('a balancer that chooses by address and sends ours to a dead member looks the same: neither is proven', () => {
  const ours = ['s1', 's2', 's3'].map((name, index) =>
    session({
      session: name,
      role: index === 0 ? 'baseline' : 'experiment',
      death: death('connect', SILENCE),
      localAddress: '192.0.2.50',
    }),
  )
  const theirs = ['s4', 's5'].map((name) =>
    session({ session: name, role: 'experiment', plan: plan({ bind: '192.0.2.51' }) }),
  )
  const reached = session({ session: 's6', role: 'compare', plan: other })
  const confirmed = confirmedByOtherSource(cause.id)
  const verdict = concludeVerdict(evidence([...ours, ...theirs, reached, confirmed]), CAUSES)
  expect(verdict).toMatchObject({ cause: cause.id, standing: 'possible' })
  expect(verdict?.alternatives).toContainEqual({
    cause: 'receiver/one-bad-pool-member',
    decidedBy: expect.stringContaining('balancer') as string,
  })
})

test('the letter names the address of ours that is served, for whoever compares the two', () => {
  const served = session({ session: 's2', role: 'experiment', plan: plan({ bind: '192.0.2.51' }) })
  const again = session({ session: 's3', role: 'experiment', plan: plan({ bind: '192.0.2.51' }) })
  const letter = (seen: readonly (typeof silent)[]): string =>
    JSON.stringify(cause.remedies(view(evidence(seen), cause.needs))[0])
  expect(letter([silent, served, again])).toContain('another address of ours (192.0.2.51) are taken')
  expect(letter([silent])).not.toContain('another address')
})
