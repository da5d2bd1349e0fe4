import { defineCause } from '../../domain/cause.ts'
import { waitAndRetry } from '../shared/remedies.ts'
import { saidByPeer, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'rate/tenant-or-provider-throttle',
  title: 'The provider throttles the tenant, or is busy as a whole',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -2,
  explanation: `A large provider defers mail for a whole tenant, or for everybody, for a while (Microsoft 365: 4.7.500 to 4.7.699, "Server busy").

**Look-alikes.** A limit on our address alone names the address.`,
  references: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
  ],
  needs: ['smtp.session', 'symptom'],
  alternatives: [{ cause: 'policy/reputation-announced', decidedBy: 'the same tenant from another of our addresses' }],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['limit.tenant'] }),
      5,
      'the provider says that it is busy or throttles our tenant',
      'proves',
    ),
  ],
  remedies: () => [
    waitAndRetry('The queue tries again with growing pauses; a shorter interval makes it worse.'),
    {
      title: 'Send slower to this receiver',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'rate.delay', host: '<domain>', seconds: 1 }],
    },
  ],
})
