import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

export default defineCause({
  id: 'policy/outdated-exchange-throttled',
  title: 'Exchange Online throttles an outdated Exchange server',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data', 'banner', 'ehlo'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the report on outdated servers in the Exchange admin center',
  explanation: `Exchange Online delays, and later refuses, mail from on-premises Exchange servers without current updates (4.7.230, then 5.7.230).

**Look-alikes.** 4.7.5xx is a throttle for other reasons.`,
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/throttling-and-blocking-email-from-persistently-vulnerable-exchange-servers/3815328',
  ],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['policy.outdated'] }),
      DECISIVE,
      'the receiver says that our Exchange server is out of date',
      { decides: 'proves' },
    ),
  ],
  remedies: () => [
    {
      title: 'Install the current cumulative and security update',
      applies: 'after-review',
      steps: [{ kind: 'note', text: 'A pause of up to 90 days can be asked for in the Exchange admin centre.' }],
    },
  ],
})
