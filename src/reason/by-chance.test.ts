import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, fact, plan, session, SILENCE, type Seen } from '../../test/kit/evidence.ts'
import { CAUSES } from '../causes/index.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import { weighAll } from './weigh.ts'

const silent = (name: string, stage: 'banner' | 'mail' | 'ehlo', connectMs: number): Seen =>
  session({ session: name, role: name === 's1' ? 'baseline' : 'experiment', connectMs, death: death(stage, SILENCE) })
const EXPERIMENT: ExperimentFact = {
  cause: 'identity/receiver-slow-client-lookup',
  name: 'other source address',
  question: '',
  varied: '',
  endpoint: endpointText(AN_ENDPOINT),
  arms: [
    { name: 'the address in use', lived: 0, died: 2, trials: ['died at banner: silence', 'died at banner: silence'] },
    { name: 'another own address', lived: 2, died: 0, trials: ['lived', 'lived'] },
  ],
  judged: 'confirmed',
  because: 'it failed in 2 of 2, and from another address in 0 of 2',
}
const CONFIRMED = fact('experiment', EXPERIMENT)

function standing(seen: readonly Seen[], id: string): string | undefined {
  return weighAll(evidence(seen), CAUSES).find(({ cause }) => cause.id === id)?.standing
}

test('silences that come and go on a lossy path prove nothing', () => {
  const lossy = [
    silent('s1', 'banner', 1020),
    silent('s2', 'mail', 3030),
    silent('s3', 'ehlo', 20),
    session({ session: 's4', role: 'experiment', connectMs: 1040 }),
  ]
  expect(standing([...lossy, CONFIRMED], 'identity/receiver-slow-client-lookup')).toBe('possible')
  expect(standing([...lossy, CONFIRMED], 'path/severe-loss-or-duplex')).toBe('supported')
})

test.each([
  ['lossy', [silent('s1', 'banner', 1020), silent('s2', 'mail', 3030), silent('s3', 'ehlo', 20)], false],
  ['steady', [silent('s1', 'banner', 20), silent('s2', 'banner', 21), silent('s3', 'banner', 20)], true],
] as const)('silence in both arms rules a cause out on a %s path: %#', (_path, seen, isRuledOut) => {
  const refuted = fact('experiment', { ...EXPERIMENT, judged: 'refuted', because: 'it ended the same way' })
  expect(standing([...seen, refuted], 'identity/receiver-slow-client-lookup') === 'refuted').toBe(isRuledOut)
})

test('silences that keep to their stage do', () => {
  const steady = [
    silent('s1', 'banner', 20),
    silent('s2', 'banner', 21),
    session({ session: 's3', role: 'experiment', connectMs: 20, plan: plan({ bind: '192.0.2.99' }) }),
  ]
  expect(standing([...steady, CONFIRMED], 'identity/receiver-slow-client-lookup')).toBe('proven')
})

test('an experiment is void where the session that failed lives without any change', () => {
  const fickle = [
    silent('s1', 'banner', 20),
    session({ session: 's2', role: 'experiment', connectMs: 20, plan: plan({ bind: '192.0.2.99' }) }),
    session({ session: 's3', role: 'experiment', connectMs: 20 }),
  ]
  expect(standing([...fickle, CONFIRMED], 'identity/receiver-slow-client-lookup')).toBe('possible')
})
