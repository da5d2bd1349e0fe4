import { causeCases } from '../../../test/kit/cause-cases.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { death, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './dot-split.ts'
import { expect, test } from 'vitest'

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
  const seen = [session({ plan: { ...split, chunking: true, message: { sizeBytes: 900 } } })]
  const asked = experimentsOf(cause, seen, { maySend: true })
  expect(
    asked.flatMap(({ arms }) => arms.map((arm) => (arm.plan.kind === 'session' ? arm.plan.chunking : undefined))),
  ).toEqual([false, false])
})
