import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './dot-split.ts'
import { expect, test } from 'vitest'
import type { ExperimentContext } from '../../domain/cause.ts'
import { view } from '../../domain/evidence.ts'

const split = plan({ upTo: 'dot', message: { sizeBytes: 900, splitDot: true } })

causeCases(cause, {
  convicts: [['a split dot, then silence', [session({ plan: split, death: death('dot', SILENCE) })]]],
  acquits: [],
  abstains: [
    [
      'a whole dot, then silence: a slow filter',
      [session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 900 } }), death: death('dot', SILENCE) })],
    ],
    ['a split dot that passes', [session({ plan: split })]],
    ['a healthy session', [session()]],
  ],
})

test('the experiment sends by DATA: BDAT has no final dot', () => {
  const seen = evidence([session({ plan: { ...split, chunking: true, message: { sizeBytes: 900 } } })])
  const asked = cause.experiments?.(view(seen, cause.needs), { maySend: true } as ExperimentContext) ?? []
  expect(
    asked.flatMap(({ arms }) => arms.map((arm) => (arm.plan.kind === 'session' ? arm.plan.chunking : undefined))),
  ).toEqual([false, false])
})
