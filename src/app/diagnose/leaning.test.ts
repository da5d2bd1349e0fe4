import { expect, test } from 'vitest'
import { death, evidence, plan, session, SILENCE, socketState } from '../../../test/kit/evidence.ts'
import { CAUSES } from '../../causes/index.ts'
import type { Progress } from './diagnose-run.ts'
import { createLeaning } from './leaning.ts'

const message = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 40_000 } })
const stuck = session({ plan: message, lived: false, death: death('body', SILENCE) })
const repeating = socketState({ unackedSegments: 10, sentBytes: 40_000, ackedBytes: 90, sendQueueBytes: 0 })

test('what the kernel shows of a silent session is told at once, before any proof, and told once', () => {
  const told: Progress[] = []
  const tell = createLeaning({ causes: CAUSES, onProgress: (event) => told.push(event) })
  tell(evidence([session()]))
  expect(told).toEqual([])
  tell(evidence([stuck, repeating]))
  tell(evidence([stuck, repeating]))
  expect(told).toEqual([
    {
      kind: 'leaning',
      cause: 'path/pmtu-black-hole',
      title: 'The path to the receiver swallows full-size packets without an ICMP error',
    },
  ])
})
