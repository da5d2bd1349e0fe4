import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, fact, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './sender-authentication.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'sender.auth',
          speaker: 'peer',
          stage: 'dot',
          words: "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy",
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [
        symptom({
          symptom: 'sender.ptr',
          speaker: 'peer',
          stage: 'dot',
          words: '450 4.7.25 Client host rejected: cannot find your hostname',
        }),
      ],
    ],
    [
      'a policy that is missing, and a session that died without a word',
      [
        fact('sender.policy', { domain: 'example.org', kind: 'spf', status: 'absent' }),
        session({ death: death('mail', SILENCE) }),
      ],
    ],
    ['not the peer speaks', [symptom({ symptom: 'sender.auth', speaker: 'us', stage: 'dot' })]],
    ['a healthy session', [session()]],
  ],
})
