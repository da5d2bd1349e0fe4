import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { cutInBody, death, fact, FIN, reply, RST, session, SILENCE } from '../../../test/kit/evidence.ts'
import { experimentsOf, trial } from '../../../test/kit/experiments.ts'
import cause from './size-reply-lost.ts'

causeCases(cause, {
  convicts: [
    ['a 552 lay in the socket', [cutInBody({ sizeBytes: 12_000_000 }, RST, { unsolicited: ['552 5.3.4 too big'] })]],
    ['larger than the announced limit', [cutInBody({ sizeBytes: 12_000_000 }, RST, { keywords: ['SIZE 10240000'] })]],
    [
      'the capture holds the reply',
      [
        fact('flow.end', {
          session: 'f1',
          client: 'a',
          server: 'b',
          stage: 'body',
          stageInferred: false,
          endedBy: 'server',
          signature: '18',
          marks: [],
          limits: [],
          hiddenReply: '552 too big',
          healthy: false,
        }),
      ],
    ],
  ],
  acquits: [
    ['closed in order, above the limit', [cutInBody({ sizeBytes: 12_000_000 }, FIN, { keywords: ['SIZE 10240000'] })]],
    ['closed in order, within the limit', [cutInBody({ sizeBytes: 5_000_000 }, FIN, { keywords: ['SIZE 10240000'] })]],
  ],
  abstains: [
    ['silence', [cutInBody({ sizeBytes: 12_000_000 }, SILENCE)]],
    ['a healthy session', [session()]],
  ],
})

const cut = trial('at full speed', { death: death('body', RST) })
const refusedAtOnce = trial('at full speed', { death: death('dot', reply(552)) })
const taken = trial('at full speed')
const read = trial('slowly', { death: death('body', reply(552)) })
const cutSlowly = trial('slowly', { death: death('body', RST) })

test.each([
  ['cut each time, and read each time', [cut, read, cut, read], 'confirmed'],
  ['only once each', [cut, read], 'undecided'],
  ['read at full speed as well', [cut, read, refusedAtOnce, read], 'undecided'],
  ['taken at full speed', [cut, read, taken, read], 'undecided'],
  ['cut without a word, slowly too', [cut, cutSlowly], 'refuted'],
  ['now cut and now read', [cut, cutSlowly, cut, read], 'undecided'],
] as const)('a message sent slowly: %s', (_name, trials, judged) => {
  const [experiment] = experimentsOf(cause, [cutInBody({ sizeBytes: 90_000 }, RST)], { maySend: true })
  expect(experiment?.judge(trials).judged).toBe(judged)
})
