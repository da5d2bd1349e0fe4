import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import { sh } from '../../domain/lever.ts'
import { isHostName } from '../../domain/plain-name.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { toldClue } from '../shared/clue.ts'
import { routeToHost } from '../shared/exchanger.ts'
import { familyName } from '../shared/family-name.ts'
import { greeterOf } from '../shared/greeter.ts'
import { knownRecipientDomain, peerName, recipientDomain } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { firstLooks } from '../shared/sessions.ts'
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
  look: 'dns.mx',
  explanation: `The server is not responsible for the recipient's domain, or takes such mail only from authenticated clients: the wrong host was asked, or the session did not authenticate.

**Look-alikes.** A stale MX record sends everybody to the wrong host (\`dns/mx-stale-or-wrong\`); a relay that wants AUTH says 530 (\`refusal/auth-required\`).`,
  references: ['RFC 5321 §3.6.2', 'RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom', 'mail.route', 'mail.handover'],
  alternatives: [
    { cause: 'dns/mx-stale-or-wrong', decidedBy: 'the owner of the domain: whether this host should serve it' },
    {
      cause: 'firewall/port25-intercepted',
      decidedBy: 'the same command with --compare and another domain: a box between greets there by the same name',
      look: 'again.beside-another',
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
  // Whoever asks an MX of the domain asks the right host.
  locusFor: (evidence) => (rightRoute(evidence) === undefined ? 'sender' : 'receiver'),
  remedies(evidence) {
    const domain = recipientDomain(evidence)
    const host = peerName(evidence)
    const right = rightRoute(evidence)
    if (right === undefined) return [correctRoute(domain, host)]
    const greeting = otherName(evidence, host)
    return [
      askFor(
        'Have the domain’s owner correct the DNS, or the server accept the domain',
        `the owner of ${domain}, by another way than mail to there (telephone, web site, whois)`,
        right.kind === 'mx'
          ? `The MX record of ${domain} leads to ${host}, and that server${greeting} answers that it takes no mail for ${domain}: nobody's mail reaches you. Please correct the MX record, or add the domain to those that the server accepts.`
          : `${domain} has no MX record, so that its mail goes to its own address (RFC 5321 §5.1), and the server there, ${host}${greeting}, answers that it takes no mail for ${domain}: nobody's mail reaches you. Please publish an MX record that names your mail server (or a null MX, RFC 7505, where there is none), or add the domain to those that the server accepts.`,
      ),
    ]
  },
})

/** ` (it calls itself mx.example.net)`, where it greets under a name of another family: whose server the MX leads to. */
function otherName(evidence: View<'smtp.session'>, host: string): string {
  const names = firstLooks(evidence['smtp.session']).flatMap((one) => greeterOf(one) ?? [])
  const other = names.find((name) => isHostName(name) && familyName(name) !== familyName(host))
  return other === undefined ? '' : ` (it calls itself ${other})`
}

function correctRoute(domain: string, host: string): Remedy {
  return {
    title: 'Correct the route: it must lead to an MX of the domain, or to a relay at which the sender logs in',
    applies: 'needs-values',
    steps: [
      sh(
        `dig +short MX ${domain}`,
        `where its mail should go; where ${host} is among them, the route is right, and that server should take the domain's mail`,
      ),
      sh(`postconf relayhost transport_maps; exim -bt user@${domain}`, 'where it does (Postfix; Exim)'),
    ],
  }
}

/** The host is an exchanger of the domain whose mail it was offered; whose MX was asked for mail of nobody knows whom owes nothing. */
function rightRoute(
  evidence: View<'smtp.session' | 'symptom' | 'mail.route' | 'mail.handover'>,
): MailRoute | undefined {
  return knownRecipientDomain(evidence) === undefined ? undefined : routeToHost(evidence)
}
