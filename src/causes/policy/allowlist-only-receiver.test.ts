import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './allowlist-only-receiver.ts'

causeCases(cause, {
  convicts: [
    [
      'whatever the words were read as',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 Client host rejected: Access restricted to the mail gateway, host not in allow list',
        }),
      ],
    ],

    [
      'EXO',
      [
        symptom({
          symptom: 'policy.allowlist',
          speaker: 'peer',
          stage: 'rcpt',
          words:
            "550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message's recipient domain",
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a block list with a form',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 blocked; to be whitelisted request whitelisting at example.test/delist',
        }),
      ],
    ],

    ['reputation', [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt', words: '554 blocked' })]],
    ['a healthy session', [session()]],
  ],
})
