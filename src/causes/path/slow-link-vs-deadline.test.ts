import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  FIN,
  plan,
  reply,
  RST,
  session,
  SILENCE,
  socketState,
  step,
  symptom,
} from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './slow-link-vs-deadline.ts'

const big = plan({ upTo: 'dot', message: { sizeBytes: 20_000_000 } })

/** Two looks, ten seconds and fourteen whole segments apart. */
const moving = (last: Partial<SocketState>, first: Partial<SocketState> = {}) => [
  socketState({ ackedBytes: 120, unackedSegments: 13, notSentBytes: 56_000, ...first }),
  socketState({
    retransmits: 0,
    ackedBytes: 120 + 14 * 1448,
    unackedSegments: 25,
    notSentBytes: 20_000,
    afterSilenceMs: 13_000,
    ...last,
  }),
]

causeCases(cause, {
  convicts: [
    [
      '421 while the body moved',
      [
        session({
          plan: big,
          sentBytes: 300_000,
          seconds: 9,
          death: death('body', reply(421, '4.4.2 timeout exceeded')),
        }),
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          origin: 'live',
          stage: 'body',
          words: '421 4.4.2 mx Error: timeout exceeded',
          endpoint: AN_ENDPOINT,
        }),
      ],
    ],

    [
      'a body that moved slowly until our own time was up',
      [
        session({ plan: big, lived: false, reached: 'data', stopped: 'the run was interrupted' }),
        step({ stage: 'body', outcome: { kind: 'silent', afterMs: 20_000 }, sentBytes: 180_000 }),
      ],
    ],
    [
      'a body that our kernel had taken at last, slowly, when the run was over',
      [
        session({ plan: big, lived: false, reached: 'body', stopped: 'the run was interrupted' }),
        step({ stage: 'body', outcome: { kind: 'done', afterMs: 16_000 }, sentBytes: 70_000 }),
      ],
    ],
    [
      'hung up at 600 s in the body',
      [session({ plan: big, death: death('body', FIN), seconds: 601, sentBytes: 15_000_000 })],
    ],
    [
      'a 421 in a slow body',
      [
        session({
          plan: { ...big, bodyBytesPerSecond: 2000 },
          death: death('body', reply(421)),
          seconds: 25,
          sentBytes: 50_000,
        }),
      ],
    ],
    [
      'our patience ends while octets are acknowledged, a few thousand in a second',
      [session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({}, { retransmits: 0 })],
    ],
    [
      'a box that drops what exceeds its rate: much is repeated, and some of it comes through',
      [session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({ retransmits: 3 })],
    ],
    ['reported after ten minutes', [symptom({ symptom: 'drop.lost', stage: 'body', elapsedSeconds: 601 })]],
  ],
  acquits: [],
  abstains: [
    [
      'a body that was taken slowly, and answered',
      [
        session({ plan: big, lived: false, reached: 'dot', stopped: 'the run was interrupted' }),
        step({ stage: 'body', outcome: { kind: 'done', afterMs: 16_000 }, sentBytes: 70_000 }),
      ],
    ],
    [
      'a large body that moved well until our own time was up',
      [
        session({ plan: big, lived: false, reached: 'data', stopped: 'the run was interrupted' }),
        step({ stage: 'body', outcome: { kind: 'silent', afterMs: 20_000 }, sentBytes: 8_000_000 }),
      ],
    ],
    [
      'a size limit: hung up in the body at once',
      [session({ plan: big, death: death('body', RST), seconds: 2, sentBytes: 10_000_000 })],
    ],
    [
      'the same from a receiver that reads slowly',
      [session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({ timer: 'persist' })],
    ],
    [
      'the same where segments are repeated, and none of them arrives',
      [
        session({ plan: big, death: death('body', SILENCE), seconds: 30 }),
        ...moving({ retransmits: 3, ackedBytes: 120 }),
      ],
    ],
    ['silence in the body', [session({ plan: big, death: death('body', SILENCE), seconds: 600 })]],
    ['a healthy session', [session()]],
    ['lost in the body after 12 s', [symptom({ symptom: 'drop.lost', stage: 'body', elapsedSeconds: 12 })]],
  ],
})

test('what was repeated makes it no more than possible, whether the last look finds a repeat or none', () => {
  const said = (retransmits: number) =>
    cause.weigh(
      view(
        evidence([session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({ retransmits })]),
        cause.needs,
      ),
    )
  for (const retransmits of [0, 3]) expect(said(retransmits)).toMatchObject([{ ranksOnly: true }])
})

test('a round trip that grows behind our own octets is a line that is full, and not a path that loses packets', () => {
  const silent = session({ plan: big, death: death('body', SILENCE), seconds: 30, connectMs: 55 })
  const says = (rttMs: number): readonly string[] =>
    cause
      .weigh(view(evidence([silent, ...moving({ retransmits: 3, rttMs })]), cause.needs))
      .map((each) => each.says)
      .filter((text) => text.includes('round trip'))
  expect(says(3_400)).toHaveLength(1)
  expect(says(140)).toEqual([])
})

test('who ended nothing is not asked for more time', () => {
  const titles = (seen: Parameters<typeof evidence>[0]) =>
    cause.remedies(view(evidence(seen), cause.needs)).map(({ title }) => title)
  const asked = 'Ask the receiver for more time'
  expect(titles([session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({})])).not.toContain(
    asked,
  )
  expect(titles([session({ plan: big, death: death('body', FIN), seconds: 601 })])).toContain(asked)
  expect(titles([symptom({ symptom: 'drop.lost', stage: 'body', elapsedSeconds: 601 })])).toContain(asked)
})

test('what each outcome of mtr leads to is told, and where nobody ended the session who may limit the rate is asked', () => {
  const silent = session({ plan: big, death: death('body', SILENCE), seconds: 30 })
  const text = JSON.stringify(cause.remedies(view(evidence([silent, ...moving({})]), cause.needs)))
  for (const said of ['Loss without', 'Seconds of delay', 'Neither loss nor delay', 'police the rate', '--size'])
    expect(text).toContain(said)
  const ended = session({ plan: big, death: death('body', FIN), seconds: 601 })
  expect(JSON.stringify(cause.remedies(view(evidence([ended]), cause.needs)))).not.toContain('police the rate')
})

test('a size limit ends a session: where nobody did, it is none', () => {
  const sizes = (cause.alternatives ?? []).filter((one) => one.cause === 'content/size-limit-drop')
  expect(sizes.flatMap(({ ended }) => ended)).toEqual(['reply', 'closed'])
})

test('at the answer to a message nothing is on its way any more, and the age says less', () => {
  const at = (stage: 'body' | 'dot') =>
    cause.weigh(
      view(
        evidence([session({ plan: big, death: death(stage, FIN), seconds: 301, sentBytes: 20_000_000 })]),
        cause.needs,
      ),
    )[0]
  expect(at('body')?.says).toContain('while the body was on its way')
  expect(at('dot')?.says).not.toContain('on its way')
  expect(at('dot')?.weight).toBeLessThan(at('body')?.weight ?? 0)
})
