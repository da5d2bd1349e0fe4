import { defineCause } from '../../domain/cause.ts'
import { saidByPeer, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'policy/reputation-announced',
  title: 'The receiver refuses our address or domain for its reputation, and says so',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'unknown',
  prior: -1,
  explanation: `The receiver's own words name a block list, unsolicited mail or a bad reputation. No probe adds to that; each further attempt may worsen it.

**Look-alikes.** A missing PTR record and failed SPF or DKIM are named differently and are mended at once.`,
  references: ['RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['reputation.ip', 'reputation.domain', 'reputation.sender', 'reply.421.reputation'],
      }),
      5,
      'the receiver says that the reputation of our address or domain is the reason',
      'proves',
    ),
  ],
  remedies: () => [
    {
      title: 'Find and stop what spoils the reputation, then ask for delisting',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'Look for compromised accounts, forwarded spam and old lists first; the reply usually holds the address of the form.',
        },
        { kind: 'note', text: 'Do not move to another address to escape: it spoils that one too.' },
      ],
    },
    {
      title: 'Send slower to this receiver',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'rate.delay', host: '<domain>', seconds: 1 }],
    },
  ],
})
