import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { Stage } from '../../domain/stage.ts'
import { weighAll } from '../../reason/weigh.ts'
import cause from './client-timeout-too-short.ts'

const answered = (stage: Stage, afterMs: number) =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage,
    said: '',
    encrypted: false,
    sentBytes: 6,
    sentSoFarBytes: 90,
    startedAfterMs: 0,
    outstanding: [],
    outcome: { kind: 'reply', reply: { code: 250, lines: ['ok'] }, afterMs },
  })

causeCases(cause, {
  convicts: [
    [
      'silent after the four seconds that the plan gave',
      [session({ plan: plan({ patienceMs: { banner: 4000 } }), death: death('banner', SILENCE) })],
    ],

    [
      'our probe is greeted after 15 s',
      [session({ bannerMs: 15_000 }), symptom({ symptom: 'drop.timeout', stage: 'banner' })],
    ],
    [
      'our RCPT is answered after 12 s, theirs was given up after 10',
      [session(), answered('rcpt', 12_000), symptom({ symptom: 'drop.timeout', stage: 'rcpt', elapsedSeconds: 10 })],
    ],
    ['gave up after 30 s', [symptom({ symptom: 'drop.timeout', stage: 'banner', elapsedSeconds: 30 })]],
  ],
  acquits: [],
  abstains: [
    ['gave up after ten minutes', [symptom({ symptom: 'drop.timeout', stage: 'dot', elapsedSeconds: 600 })]],
    [
      'gave up after five minutes, ours was answered in six seconds',
      [session(), answered('rcpt', 6000), symptom({ symptom: 'drop.timeout', stage: 'rcpt', elapsedSeconds: 300 })],
    ],
    [
      'a slow greeting does not explain a timeout at the dot',
      [
        session({ bannerMs: 6000, seconds: 7 }),
        answered('banner', 6000),
        symptom({ symptom: 'drop.timeout', stage: 'dot' }),
      ],
    ],
    ['a late greeting that nobody minded', [session({ bannerMs: 15_000 })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['postfix', 'the receiver was slower then'],
  [undefined, 'another program that gives up'],
] as const)('a timeout told in the words of %s: whose timer it was', (software, says) => {
  const told = symptom({ symptom: 'drop.timeout', stage: 'banner', ...(software === undefined ? {} : { software }) })
  const [wait] = cause.remedies(view(evidence([told]), cause.needs))
  expect(JSON.stringify(wait?.steps)).toContain(says)
})

test('a mail server that waits minutes by itself did not give up sooner unless its timer was shortened', () => {
  const support = (software?: 'postfix' | 'nodemailer'): boolean => {
    const told = symptom({ symptom: 'drop.timeout', stage: 'banner', ...(software === undefined ? {} : { software }) })
    const seen = evidence([session({ bannerMs: 15_000 }), told])
    return weighAll(seen, [cause])[0]?.standing === 'supported'
  }
  expect(support('postfix')).toBe(false)
  expect(support('nodemailer')).toBe(true)
  expect(support()).toBe(true)
})
