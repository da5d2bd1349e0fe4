import { defineCause } from '../../domain/cause.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { toldClue } from '../shared/clue.ts'
import { askFor } from '../shared/remedies.ts'
import { postmasterOf, recipientDomain } from '../shared/receiver-name.ts'
import { isAboutItself, saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

export default defineCause({
  id: 'refusal/relay-denied',
  title: 'The receiver does not take mail for this domain',
  locus: 'sender',
  stages: ['rcpt'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: "whether the host in use is an MX of the recipient's domain",
  explanation: `The server is not responsible for the recipient's domain, or takes such mail only from authenticated clients: the wrong host was asked, or the session did not authenticate.

**Look-alikes.** A stale MX record sends everybody to the wrong host (\`dns/mx-stale-or-wrong\`); a relay that wants AUTH says 530 (\`refusal/auth-required\`).`,
  references: ['RFC 5321 §3.6.2', 'RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom', 'mail.route'],
  alternatives: [
    { cause: 'dns/mx-stale-or-wrong', decidedBy: 'the owner of the domain: whether this host should serve it' },
    {
      cause: 'firewall/port25-intercepted',
      decidedBy: 'the banner: whether it names the host that was called, there and at other destinations (--compare)',
    },
  ],
  weigh: (evidence) =>
    toldClue(
      // Before MAIL nobody has been asked to relay anything.
      saidByPeer(evidence, { symptoms: ['policy.relay'], stages: ['mail', 'rcpt', 'data', 'dot'] }).filter(
        (told) => !isAboutItself(told),
      ),
      DECISIVE - 1,
      'the receiver says that it does not relay for this domain',
    ),
  remedies(evidence) {
    const domain = recipientDomain(evidence)
    const route: Remedy = {
      title: 'Check the route: is this host an MX of the domain, or does the relay want AUTH',
      applies: 'needs-values',
      steps: [{ kind: 'command', shell: 'sh', run: `dig +short MX ${domain}` }],
    }
    // Whose MX was asked for another domain's mail owes nothing.
    const isForAnother = evidence['mail.route'].seen.some(
      ({ fact }) => fact.kind !== 'given' && fact.domain.toLowerCase() !== domain.toLowerCase(),
    )
    if (isForAnother) return [route]
    return [
      route,
      askFor(
        'Ask the receiver to accept its own domain',
        postmasterOf(evidence),
        `Your MX answers "relay access denied" for ${domain}, whose MX record points to it. Please add the domain to the domains that the server accepts.`,
      ),
    ]
  },
})
