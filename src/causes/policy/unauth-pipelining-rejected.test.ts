import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
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
