import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './ipv6-sender-auth.ts'

causeCases(cause, {
  convicts: [
    [
      'refused over IPv6',
      [
        symptom({
          symptom: 'sender.ptr',
          speaker: 'peer',
          stage: 'rcpt',
          words: '550 5.7.25 IPv6 address without PTR',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['refused over IPv4', [symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt', words: 'no PTR' })]],
    ['a healthy session', [session()]],
  ],
})
