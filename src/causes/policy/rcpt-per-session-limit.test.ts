import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, reply, session, step, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { weighAll } from '../../reason/weigh.ts'
import messageRateLimit from '../rate/message-rate-limit.ts'
import cause from './rcpt-per-session-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'limit.recipients',
          speaker: 'peer',
          stage: 'rcpt',
          words: '452 4.5.3 Error: too many recipients',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['errors', [symptom({ symptom: 'policy.errors', speaker: 'peer', stage: 'rcpt', words: '421 too many errors' })]],
    ['a healthy session', [session()]],
  ],
})

test('a limit that refuses the only recipient of a session counts over a time, whatever was logged of a session before', () => {
  const standings = (to: readonly string[]) => {
    const one = plan({ upTo: 'rcpt', envelope: { from: 'a@sender.example', to } })
    const told = {
      symptom: 'limit.recipients',
      speaker: 'peer',
      stage: 'rcpt',
      words: '4.5.3 Too many recipients',
    } as const
    const findings = weighAll(
      evidence([
        session({ plan: one, death: death('rcpt', reply(452, told.words)) }),
        symptom({ ...told, origin: 'live', endpoint: one.endpoint }),
        symptom(told),
      ]),
      [cause, messageRateLimit],
    )
    return findings.map(({ cause: { id }, standing }) => [id, standing])
  }
  expect(standings(['x@example.net', 'y@example.net'])[0]).toEqual([cause.id, 'proven'])
  expect(standings(['x@example.net'])).toEqual([
    [messageRateLimit.id, 'supported'],
    [cause.id, 'possible'],
  ])
})

test.each([
  ['452 4.5.3 Too many recipients', 'passes-by-itself'],
  ['421 4.5.3 Too many recipients, closing connection', 'until-fixed'],
  ['550 5.5.3 Too many recipients', 'until-fixed'],
] as const)('%s: whether the rest is taken in the next transaction', (words, persistence) => {
  const told = symptom({
    symptom: 'limit.recipients',
    speaker: 'peer',
    stage: 'rcpt',
    words,
    reply: { code: Number(words.slice(0, 3)), lines: [words.slice(4)] },
  })
  expect(cause.persistenceFor?.(view(evidence([told]), cause.needs))).toBe(persistence)
})

test.each([
  ['the third was put off', 'rcpt', 452, 2],
  ['all were taken, and the session dropped then', 'data', 250, 1],
] as const)('%s: how many are sent in one transaction', (_what, stage, code, recipients) => {
  const to = ['a@example.net', 'b@example.net', 'c@example.net', 'd@example.net']
  const steps = to.map((mailbox, index) =>
    step({ stage: 'rcpt', said: `RCPT TO:<${mailbox}>`, outcome: reply(index < 2 ? 250 : code) }),
  )
  const dead = session({
    plan: plan({ envelope: { from: '', to } }),
    death: death(stage, stage === 'data' ? FIN : reply(452)),
  })
  const [remedy] = cause.remedies(view(evidence([dead, ...steps]), cause.needs))
  expect(remedy?.levers).toEqual([expect.objectContaining({ recipients })])
})
