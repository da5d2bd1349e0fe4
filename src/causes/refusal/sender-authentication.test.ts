import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { death, fact, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './sender-authentication.ts'

refusalCases(cause, {
  told: [
    'sender.auth',
    'dot',
    "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy",
  ],
  neighbour: ['sender.ptr', 'dot', '450 4.7.25 Client host rejected: cannot find your hostname'],
  abstains: [
    [
      'a policy that is missing, and a session that died without a word',
      [
        fact('sender.policy', { domain: 'example.org', kind: 'spf', status: 'absent' }),
        session({ death: death('mail', SILENCE) }),
      ],
    ],
  ],
})
