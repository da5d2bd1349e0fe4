import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { isRefusedForGood, saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

export default defineCause({
  id: 'policy/outdated-exchange-throttled',
  title: 'Exchange Online throttles or refuses an outdated Exchange server',
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
  // At first it puts mail off for some minutes of each hour, and takes what comes in the others; in the end it refuses it (5.7.230).
  persistenceFor: (evidence) =>
    saidByPeer(evidence, { symptoms: ['policy.outdated'] }).some(isRefusedForGood) ? 'until-fixed' : 'passes-by-itself',
  remedies: () => [
    {
      title: 'Update the Exchange server: current cumulative and security update, or a version that is still supported',
      applies: 'after-review',
      on: 'our-server',
      steps: [
        {
          kind: 'command',
          shell: 'powershell',
          run: 'Get-ExchangeServer | Format-Table Name, AdminDisplayVersion; (Get-Command ExSetup.exe).FileVersionInfo.FileVersion',
          why: 'which build runs here; the version of ExSetup.exe counts security updates, too',
        },
        {
          kind: 'note',
          text: 'The receiver looks at the server that hands the mail to Exchange Online: where no Exchange of ours is on the way, it is another behind the host that answered here, and its administrators are to be told. The throttle grows step by step, and ends in refusals (5.7.230). A pause of up to 90 days can be asked for in the Exchange admin centre of the tenant whose inbound connector takes it (Reports, Mail flow, Out-of-date connecting on-premises Exchange servers).',
        },
      ],
    },
  ],
})
