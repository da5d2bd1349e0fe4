import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, reply, session } from '../../../test/kit/evidence.ts'
import { confirmedByOtherSource } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import cause from './reputation-silent-close.ts'

causeCases(cause, {
  convicts: [['closed before the banner', [session({ death: death('banner', FIN) })]]],
  acquits: [],
  abstains: [
    ['a 421 before the banner', [session({ death: death('banner', reply(421, 'busy')) })]],
    ['a healthy session', [session()]],
  ],
})

test('another address that is served shows that they mind ours, and not why', () => {
  const ours = ['s1', 's2', 's3'].map((name, index) =>
    session({ session: name, role: index === 0 ? 'baseline' : 'experiment', death: death('banner', FIN) }),
  )
  const other = ['s4', 's5'].map((name) =>
    session({ session: name, role: 'experiment', plan: plan({ bind: '192.0.2.99' }) }),
  )
  const confirmed = confirmedByOtherSource(cause.id)
  const verdict = concludeVerdict(evidence([...ours, ...other, confirmed]), CAUSES)
  expect(verdict).toMatchObject({ cause: cause.id, standing: 'possible' })
  expect(verdict?.alternatives.map((one) => one.cause)).toEqual([
    'receiver/one-bad-pool-member',
    'rate/connection-rate-limit',
    'rate/concurrency-limit',
  ])
})

test('the letter says that another address is served where one was', () => {
  const letter = (seen: Parameters<typeof evidence>[0]) =>
    JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  const dead = session({ death: death('banner', FIN) })
  const other = ['s4', 's5'].map((name) =>
    session({ session: name, role: 'experiment', plan: plan({ bind: '192.0.2.99' }) }),
  )
  expect(letter([dead])).not.toContain('another address of ours is served')
  expect(letter([dead, ...other])).toMatch(
    /while another address of ours is served[^]*does a balancer of yours[^]*To send from the address that is served/,
  )
  expect(letter([dead, session({ session: 's2', role: 'elsewhere' })])).toContain('while another network is served')
})
