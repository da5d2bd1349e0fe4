import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { sendSlower } from '../shared/remedies.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { later } from './shared/later.ts'
import { PROVIDER_THROTTLE_WORDS, REPUTATION_WORDS } from './shared/wording.ts'

export default defineCause({
  id: 'rate/tenant-or-provider-throttle',
  title: 'The provider throttles the tenant, or is busy as a whole',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: "the provider's service status, and the tenant's limits",
  explanation: `A large provider defers mail for a whole tenant, or for everybody, for a while (Microsoft 365: 4.7.500 to 4.7.699, "Server busy").

**Look-alikes.** A limit on our address alone names the address.`,
  references: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
  ],
  needs: ['smtp.session', 'symptom'],
  alternatives: [{ cause: 'policy/reputation-announced', decidedBy: 'the same tenant from another of our addresses' }],
  weigh(evidence) {
    const tenant = saidByPeer(evidence, { symptoms: ['limit.tenant'] })
    const throttled = saidByPeer(evidence, {
      symptoms: ['limit.rate', 'reply.421.ratelimit', 'system.remote', 'limit.submission'],
      words: PROVIDER_THROTTLE_WORDS,
      but: REPUTATION_WORDS,
    })
    return [
      ...toldClue(tenant, DECISIVE, 'the provider says that it throttles our tenant', { decides: 'proves' }),
      ...toldClue(throttled, DECISIVE, 'the provider answers with the code by which it throttles a sender', {
        decides: 'proves',
      }),
    ]
  },
  remedies: (evidence) => [later(evidence), sendSlower(peerName(evidence))],
})
