import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import cause from './dot-split.ts'

const split = plan({ upTo: 'dot', message: { sizeBytes: 900, splitDot: true } })

const timedOut = symptom({ symptom: 'drop.timeout', speaker: 'us', stage: 'dot' })
const byBdat = session({ plan: plan({ upTo: 'dot', chunking: true }), keywords: ['CHUNKING'] })

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
    ['the report of a sender that uses BDAT, where it is offered', [byBdat, timedOut]],
  ],
})

test('the experiment sends by DATA: BDAT has no final dot', () => {
  const seen = [session({ plan: { ...split, chunking: true, message: { sizeBytes: 900 } } })]
  const asked = experimentsOf(cause, seen, { maySend: true })
  expect(
    asked.flatMap(({ arms }) => arms.map((arm) => (arm.plan.kind === 'session' ? arm.plan.chunking : undefined))),
  ).toEqual([false, false])
})

test('a sender that uses BDAT where it is offered splits no dot: nothing is asked', () => {
  expect(experimentsOf(cause, [byBdat, timedOut], { maySend: true })).toEqual([])
})

test('whether the sender splits it is looked at first: a capture, and then one message', () => {
  const told = symptom({ symptom: 'drop.timeout', speaker: 'us', stage: 'dot', recipient: 'a@example.net' })
  const [look] = cause.remedies(view(evidence([told]), cause.needs))
  expect(look?.steps?.[0]).toMatchObject({
    run: 'hangup capture example.net --until-failure',
    why: expect.stringMatching(/^first this[^]*let go one message/),
  })
})
