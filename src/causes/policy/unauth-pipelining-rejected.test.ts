import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, evidence, fact, reply, session, symptom, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import cause from './unauth-pipelining-rejected.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'policy.pipelining',
          speaker: 'peer',
          stage: 'mail',
          words: '554 5.5.0 Error: SMTP protocol synchronization',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'Exim in place of the banner: an early talker',
      [
        symptom({
          symptom: 'policy.pipelining',
          speaker: 'peer',
          stage: 'banner',
          words: '554 SMTP synchronization error',
        }),
      ],
    ],

    ['syntax', [symptom({ symptom: 'protocol.syntax', speaker: 'peer', stage: 'mail', words: '501 syntax' })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['ehlo', []],
  ['starttls', []],
  ['mail', ['pipelining.off-for']],
  [undefined, ['pipelining.off-for']],
] as const)('refused at %s: pipelining is switched off only where it had been announced', (stage, levers) => {
  const told = symptom({
    symptom: 'policy.pipelining',
    speaker: 'peer',
    ...(stage === undefined ? {} : { stage }),
    words: '554 5.5.0 Error: SMTP protocol synchronization',
  })
  const remedies = cause.remedies(view(evidence([told]), cause.needs))
  expect(remedies).toHaveLength(1)
  expect(remedies.flatMap((one) => one.levers ?? []).map(({ lever }) => lever)).toEqual(levers)
})

const refused = symptom({
  symptom: 'policy.pipelining',
  speaker: 'peer',
  stage: 'mail',
  words: '554 5.5.0 Error: SMTP protocol synchronization',
})
const taken = (outstanding: readonly string[]) =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'mail',
    said: 'MAIL FROM:<a@example.org>',
    outcome: reply(250),
    encrypted: false,
    sentBytes: 30,
    sentSoFarBytes: 60,
    startedAfterMs: 10,
    outstanding,
  })
const remediesOf = (...seen: readonly Seen[]) => cause.remedies(view(evidence(seen), cause.needs))

test.each([
  ['MAIL and RCPT in one go were taken', session({ keywords: ['PIPELINING'] }), taken(['RCPT TO:<b@example.net>']), 1],
  ['no PIPELINING is offered', session({ keywords: ['SIZE'] }), taken([]), 1],
  ['one at a time', session({ keywords: ['PIPELINING'] }), taken([]), 0],
] as const)(
  'our session lived, %s: pipelining is switched off only where that may change something',
  (_how, ours, step, found) => {
    const text = JSON.stringify(remediesOf(refused, ours, step))
    expect(text.includes('pipelining.off-for')).toBe(found === 0)
    expect(text.includes('tcpdump')).toBe(found === 1)
  },
)

test('a program that sent is told what to look for, and no mail server’s setting', () => {
  const text = JSON.stringify(
    remediesOf(fact('symptom', { ...(refused.fact as SymptomFact), library: 'smtplib' }), session()),
  )
  expect(text).not.toContain('pipelining.off-for')
  expect(text).toMatch(/smtplib[^]*threads/)
})
