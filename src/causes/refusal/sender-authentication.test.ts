import { expect, test } from 'vitest'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { death, evidence, fact, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
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

const OURS = '198.18.0.9'

test.each([
  [undefined, OURS, 'v=spf1 mx ip4:198.18.0.9 -all'],
  ['v=spf1 a include:mail.example -all', OURS, 'v=spf1 ip4:198.18.0.9 a include:mail.example -all'],
  ['v=spf1 ip4:198.18.0.9 -all', OURS, 'v=spf1 ip4:198.18.0.9 -all'],
  [undefined, '10.0.0.9', 'v=spf1 mx ip4:OUR-ADDRESS -all'],
  ['v=spf1 a"; reboot', '2001:db8::9', 'v=spf1 mx ip6:2001:db8::9 -all'],
] as const)(
  'an SPF record of %s and our address %s: the record that is to stand there',
  (text, localAddress, record) => {
    const sent = session({ localAddress, plan: plan({ envelope: { from: 'me@example.org', to: [] } }) })
    const policy =
      text === undefined ? [] : [fact('sender.policy', { domain: 'example.org', kind: 'spf', status: 'present', text })]
    const [publish] = cause.remedies(view(evidence([sent, ...policy]), cause.needs))
    expect(JSON.stringify(publish?.steps)).toContain(JSON.stringify(`example.org. IN TXT "${record}"`).slice(1, -1))
  },
)
