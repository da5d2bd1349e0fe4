import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { evidence, session } from '../../test/kit/evidence.ts'
import { OUT_OF_CONNECTIONS, OUT_OF_TIME } from '../domain/budget-ends.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import { largerBudget } from './larger-budget.ts'

const cut = (because: string): ExperimentFact => ({
  cause: 'firewall/nat-idle-expiry',
  name: 'keep-alive',
  question: '',
  varied: '',
  endpoint: '',
  arms: [],
  judged: 'undecided',
  because,
})

test.each<[string, 'possible' | 'proven', string | undefined]>([
  [`“a” 1 cut short of 1; ${OUT_OF_TIME}`, 'possible', 'hangup diagnose example.org --budget 120'],
  [OUT_OF_CONNECTIONS, 'possible', 'hangup diagnose example.org --max-connections 24'],
  [`“a” 1 cut short of 1; ${OUT_OF_TIME}`, 'proven', undefined],
  ['“a” ended the same way', 'possible', undefined],
])('what was cut short is asked again with more: %s, %s', (because, standing, command) => {
  const met = diagnosis({
    healthy: false,
    verdict: verdict({ standing }),
    proofs: [cut(because)],
    cost: { connections: 8, seconds: 30.1, bytesSent: 0 },
    evidence: evidence([session()]),
  })
  expect(largerBudget(met)[1]).toBe(command)
})
