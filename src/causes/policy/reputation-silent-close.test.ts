import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, FIN, plan, reply, session } from '../../../test/kit/evidence.ts'
import { endpointText } from '../../domain/endpoint.ts'
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
  const confirmed = fact('experiment', {
    cause: cause.id,
    name: 'other source address',
    question: '',
    varied: '',
    endpoint: endpointText(AN_ENDPOINT),
    arms: [
      { name: 'the address in use', lived: 0, died: 3, trials: [] },
      { name: 'another own address', lived: 2, died: 0, trials: [] },
    ],
    judged: 'confirmed',
    because: 'it failed in 3 of 3, and from another address in 0 of 2',
  })
  const verdict = concludeVerdict(evidence([...ours, ...other, confirmed]), CAUSES)
  expect(verdict).toMatchObject({ cause: cause.id, standing: 'possible' })
  expect(verdict?.alternatives.map((one) => one.cause)).toEqual([
    'receiver/one-bad-pool-member',
    'rate/connection-rate-limit',
    'rate/concurrency-limit',
  ])
})
