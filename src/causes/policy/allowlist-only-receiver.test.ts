import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './allowlist-only-receiver.ts'

causeCases(cause, {
  convicts: [
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
    ['reputation', [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt', words: '554 blocked' })]],
    ['a healthy session', [session()]],
  ],
})
