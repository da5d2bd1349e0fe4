import { causeCases } from '../../../test/kit/cause-cases.ts'
import { expect, test } from 'vitest'
import { weighAll } from '../../reason/weigh.ts'
import { death, evidence, fact, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './severe-loss-or-duplex.ts'

const at = (id: string, stage: 'connect' | 'ehlo' | 'mail', role: 'baseline' | 'experiment' = 'experiment') =>
  session({ session: id, role, death: death(stage, SILENCE) })

causeCases(cause, {
  convicts: [
    ['silent at three stages by turns', [at('s1', 'ehlo', 'baseline'), at('s2', 'connect'), at('s3', 'mail')]],
  ],
  acquits: [],
  abstains: [
    ['silent at the same stage each time: hung', [at('s1', 'ehlo', 'baseline'), at('s2', 'ehlo'), at('s3', 'ehlo')]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['a third of all segments repeated', 90, 30, true],
  ['a busy host that repeats a few in a hundred', 9_000, 200, false],
  ['one stuck connection', 40, 9, false],
])('%s', (_name, sent, repeated, counts) => {
  const [weighed] = weighAll(
    evidence([
      at('s1', 'ehlo', 'baseline'),
      at('s2', 'connect'),
      fact('net.counter', { name: 'Tcp.OutSegs', delta: sent }),
      fact('net.counter', { name: 'Tcp.RetransSegs', delta: repeated }),
    ]),
    [cause],
  )
  expect(weighed?.clues.some(({ says }) => says.includes('of all that it sent'))).toBe(counts)
})
