import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './sender-domain-unresolvable.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'sender.domain',
          speaker: 'peer',
          stage: 'mail',
          words: '450 4.1.8 <a@host.local>: Sender address rejected: Domain not found',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'sender listed',
      [symptom({ symptom: 'sender.rejected', speaker: 'peer', stage: 'mail', words: '550 sender rejected' })],
    ],
    ['a healthy session', [session()]],
  ],
})
