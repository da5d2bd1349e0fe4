import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './recipient-unknown.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'recipient.unknown',
          speaker: 'peer',
          stage: 'rcpt',
          words: '550 5.1.1 <x@example.net>: Recipient address rejected: User unknown',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [symptom({ symptom: 'mailbox.full', speaker: 'peer', stage: 'rcpt', words: '452 4.2.2 Mailbox full' })],
    ],
    ['not the peer speaks', [symptom({ symptom: 'recipient.unknown', speaker: 'us', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
  ],
})
