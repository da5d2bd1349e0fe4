import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, fact, session, SILENCE, socketState, step, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { weighAll } from '../../reason/weigh.ts'
import cause from './severe-loss-or-duplex.ts'

const at = (id: string, stage: 'connect' | 'ehlo' | 'mail', role: 'baseline' | 'experiment' = 'experiment') =>
  session({ session: id, role, death: death(stage, SILENCE) })

causeCases(cause, {
  convicts: [
    ['silent at three stages by turns', [at('s1', 'ehlo', 'baseline'), at('s2', 'connect'), at('s3', 'mail')]],
  ],
  acquits: [
    [
      'a slow line, full of our own message while other sessions of ours went silent at three stages',
      [
        session({ session: 's0', lived: false, reached: 'data', stopped: 'the run was interrupted' }),
        step({ session: 's0', stage: 'body', outcome: { kind: 'silent', afterMs: 20_000 }, sentBytes: 100_000 }),
        at('s1', 'ehlo'),
        at('s2', 'connect'),
        at('s3', 'mail'),
      ],
    ],
  ],
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
    evidence([at('s1', 'ehlo', 'baseline'), at('s2', 'connect'), ...counters(sent, repeated)]),
    [cause],
  )
  expect(weighed?.clues.some(({ says }) => says.includes('of all segments'))).toBe(counts)
})

const counters = (sent: number, repeated: number) => [
  fact('net.counter', { name: 'Tcp.OutSegs', delta: sent }),
  fact('net.counter', { name: 'Tcp.RetransSegs', delta: repeated }),
]
const timedOut = symptom({ symptom: 'drop.timeout', stage: 'rcpt', origin: 'user', speaker: 'us' })

test.each([
  [
    'reported timeouts, and repeated segments in our own session that lived',
    [timedOut, session(), ...counters(13, 3)],
    true,
  ],
  ['the same on a host that repeats little', [timedOut, session(), ...counters(900, 3)], false],
  ['repeated segments without a report', [session(), ...counters(13, 3)], false],
] as const)('%s', (_name, seen, speaks) => {
  const [weighed] = weighAll(evidence(seen), [cause])
  expect(weighed !== undefined && weighed.clues.length > 0).toBe(speaks)
})

test.each([
  [3_400, true],
  [140, false],
])('a round trip of %d ms where it began with 21: a queue of our own speaks against loss: %s', (rttMs, speaks) => {
  const first = session({ session: 's1', connectMs: 21, death: death('body', SILENCE) })
  const seen = [first, at('s2', 'connect'), at('s3', 'ehlo'), socketState({ session: 's1', rttMs })]
  const [weighed] = weighAll(evidence(seen), [cause])
  expect(weighed?.clues.some(({ says, weight }) => says.includes('queue') && weight < 0)).toBe(speaks)
})

test.each([
  ['all pass', [{}, {}, {}], 'refuted'],
  ['two were cut short by the end of the time', [{}, { lived: false }, { lived: false }], 'undecided'],
  ['one fell silent', [{}, {}, { lived: false, death: death('mail', SILENCE) }], 'undecided'],
] as const)('several sessions at once: %s', (_name, all, judged) => {
  const [experiment] = experimentsOf(cause, [at('s1', 'ehlo', 'baseline')])
  const sessions = all.map((changes) => session(changes)).map(({ fact: one }) => one)
  expect(experiment?.judge([{ arm: '', result: { kind: 'burst', sessions }, shownBy: [] }]).judged).toBe(judged)
})
