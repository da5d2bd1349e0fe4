import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, reply, session, step, symptom, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './error-limit-close.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'policy.errors',
          speaker: 'peer',
          stage: 'rcpt',
          words: '421 4.7.0 mx.example.net Error: too many errors',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'one unknown recipient',
      [symptom({ symptom: 'recipient.unknown', speaker: 'peer', stage: 'rcpt', words: '550 5.1.1 user unknown' })],
    ],
    ['a healthy session', [session()]],
  ],
})

const closed = (stage: 'rcpt' | 'auth' | 'ehlo', speaker: 'peer' | 'us' = 'peer'): Seen =>
  symptom({ symptom: 'policy.errors', speaker, stage, words: '421 4.7.0 mx.example.net Error: too many errors' })
const fixes = (seen: readonly Seen[]) => cause.remedies(view(evidence(seen), cause.needs))

test('the recipients that were refused are named, and leave the queue by themselves', () => {
  const refused = ['a', 'b', 'c'].map((name) =>
    step({ stage: 'rcpt', said: `RCPT TO:<${name}@example.net>`, outcome: reply(550, '5.1.1 user unknown') }),
  )
  const dead = session({ death: death('rcpt', reply(421, 'Error: too many errors')) })
  const seen = [dead, ...refused, closed('rcpt')]
  expect(fixes(seen)).toHaveLength(1)
  expect(JSON.stringify(fixes(seen))).toContain('a@example.net, b@example.net, c@example.net')
  expect(cause.persistenceFor?.(view(evidence(seen), cause.needs))).toBe('passes-by-itself')
  expect(cause.persistenceFor?.(view(evidence([closed('auth')]), cause.needs))).toBe('until-fixed')
  expect(fixes([closed('rcpt')]).flatMap(({ levers = [] }) => levers)).toMatchObject([{ lever: 'recipients.limit' }])
})

test.each([
  ['failed logins', closed('auth'), 'login'],
  ['commands at the greeting', closed('ehlo'), 'commands'],
  ['a client of our own server', closed('rcpt', 'us'), 'client'],
] as const)('%s are no matter of recipients', (_what, told, word) => {
  const remedies = fixes([told])
  expect(remedies.flatMap(({ levers = [] }) => levers)).toEqual([])
  expect(remedies[0]?.title).toContain(word)
})
