import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, type Seen, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import cause from './syn-not-answered.ts'

const silent = session({ death: death('connect', SILENCE) })
const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    ['a silent SYN', [silent]],
    ['the kernel gave up', [session({ death: death('connect', { kind: 'errno', errno: 'ETIMEDOUT' }) })]],
    ['a reported timeout', [symptom({ symptom: 'connect.timeout', stage: 'connect' })]],
    [
      'a wait for the first octet of a connection that may not have been made',
      [symptom({ symptom: 'drop.timeout', instead: 'connect.timeout', stage: 'banner' })],
    ],
    [
      'silence elsewhere too',
      [silent, session({ session: 's2', role: 'elsewhere', death: death('connect', SILENCE) })],
    ],
  ],
  acquits: [
    [
      'a reported timeout, and our own connection is taken',
      [symptom({ symptom: 'connect.timeout', stage: 'connect' }), session()],
    ],
    [
      'another connection of ours is taken since: packets or members by turns',
      [
        session({ death: death('connect', SILENCE) }),
        session({ session: 's2', role: 'experiment', startedAt: 1_700_000_005_000 }),
      ],
    ],
    [
      'nobody answers us: our own port 25',
      [silent, session({ session: 's2', role: 'compare', plan: other, death: death('connect', SILENCE) })],
    ],
  ],
  abstains: [
    ['refused', [session({ death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED' }) })]],
    ['closed after the connection', [session({ death: death('banner', FIN) })]],
    ['a healthy session', [session()]],
  ],
})

test('an address of ours to which the server was as silent is not asked for again', () => {
  const dead = session({ death: death('connect', SILENCE) })
  const trial = (changes: Partial<SessionPlan>) =>
    session({ session: 's2', role: 'experiment', plan: plan(changes), death: death('connect', SILENCE) })
  const runs = (...seen: readonly Seen[]) => JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  expect(runs(dead)).toContain('OTHER-OWN-ADDRESS')
  expect(runs(dead, trial({ bind: '192.0.2.77' }))).not.toContain('OTHER-OWN-ADDRESS')
  expect(runs(dead, trial({ bind: '192.0.2.77', endpoint: other.endpoint }))).toContain('OTHER-OWN-ADDRESS')
  const bound = session({ plan: plan({ bind: '192.0.2.77' }), death: death('connect', SILENCE) })
  expect(runs(bound, trial({ bind: '192.0.2.77' }))).toContain('OTHER-OWN-ADDRESS')
})

test('while nothing tells that our own side lets the port out, those who may filter it are asked as well', () => {
  const dead = session({ death: death('connect', SILENCE) })
  const titles = (...seen: readonly Seen[]) =>
    cause.remedies(view(evidence(seen), cause.needs)).map(({ title }) => title)
  expect(titles(dead)).toContainEqual(expect.stringContaining('on our side'))
  expect(titles(dead, session({ session: 's2', role: 'compare', plan: other }))).not.toContainEqual(
    expect.stringContaining('on our side'),
  )
})
