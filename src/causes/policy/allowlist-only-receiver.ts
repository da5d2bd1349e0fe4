import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { toldClue } from '../shared/clue.ts'
import { isOurRelay } from '../shared/exchanger.ts'
import { knownRecipientDomain, peerName, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { ALLOWLIST_WORDS, NOT_ALLOWLIST_WORDS } from './shared/wording.ts'

/** Readings of words that name a list of one recipient, or a list only in passing. */
const ANOTHER_MATTER = /^(?:recipient|mailbox|content|greylist|limit)/

export default defineCause({
  id: 'policy/allowlist-only-receiver',
  title: 'The receiver takes mail only from hosts on its list',
  locus: 'receiver',
  stages: ['connect', 'banner', 'ehlo', 'mail', 'rcpt'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the receiver: does it take mail from everybody, or from a gateway alone?',
  explanation: `The host stands behind a gateway and takes mail only from it: the message went around the MX, or the sender's address is missing in a connector.

**Look-alikes.** A ban concerns one address; here every address but the list is refused.`,
  references: [
    'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/set-up-connectors-to-route-mail',
  ],
  needs: ['smtp.session', 'symptom', 'mail.route', 'mail.handover'],
  alternatives: [
    {
      cause: 'sender/route-or-relay-wrong',
      decidedBy: 'whether the host in use is an MX of the domain',
      look: 'dns.mx',
    },
  ],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['policy.allowlist'] }),
      DECISIVE,
      'the receiver says that it takes mail only from certain hosts',
      { decides: 'proves' },
    ),
    ...toldClue(
      saidByPeer(evidence, { words: ALLOWLIST_WORDS, but: NOT_ALLOWLIST_WORDS }).filter(
        ({ fact }) => fact.symptom !== 'policy.allowlist' && !ANOTHER_MATTER.test(fact.symptom),
      ),
      DECISIVE,
      'the receiver says that it takes mail only from certain hosts',
      { decides: 'proves' },
    ),
  ],
  remedies(evidence) {
    const refusedBy = peerName(evidence)
    const hosts = exchangersOf(evidence)
    const domain = knownRecipientDomain(evidence) ?? evidence['mail.route'].seen[0]?.fact.domain
    const reachTheMx: Remedy = {
      title: "Deliver to the domain's MX, not to the server behind it",
      applies: hosts.length === 0 ? 'needs-values' : 'after-review',
      on: 'our-server',
      levers: [{ lever: 'route.to', domain: domain ?? 'RECIPIENT-DOMAIN', host: hosts[0] ?? 'ITS-MX-HOST' }],
    }
    const letUsIn = askFor(
      'Ask the receiver to put our address on its list',
      postmasterByAnotherWay(evidence),
      `Your server ${refusedBy} takes mail only from hosts that it knows (its reply is shown below). Please add our address to its list (Exchange Online: to the inbound connector of type Partner that has RestrictDomainsToIPAddresses or RestrictDomainsToCertificate), or publish the host that takes mail from everybody as MX.`,
    )
    return hosts.includes(refusedBy) || isOurRelay(evidence) ? [letUsIn] : [reachTheMx, letUsIn]
  },
})

/** The MX hosts of the recipient's domain; those of another domain that was looked up are none. */
function exchangersOf(evidence: View<'smtp.session' | 'symptom' | 'mail.route'>): readonly string[] {
  const domain = knownRecipientDomain(evidence)?.toLowerCase()
  return evidence['mail.route'].seen
    .filter(({ fact }) => fact.kind === 'mx' && (domain === undefined || fact.domain.toLowerCase() === domain))
    .flatMap(({ fact }) => fact.hosts.map(({ name }) => name))
}
