import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import type { Observation } from '../../domain/observation.ts'
import { clue, provesIf, toldClue } from '../shared/clue.ts'
import { postmasterOf, senderDomain } from '../shared/receiver-name.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, FAINT, HINT } from '../shared/weights.ts'

export default defineCause({
  id: 'identity/sender-domain-unresolvable',
  title: 'The domain of the envelope sender does not resolve',
  locus: 'sender',
  stages: ['mail', 'rcpt'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: "`dig MX` and `dig A` of the sender's domain, from outside",
  explanation: `The receiver looks up the domain after the @ of MAIL FROM and finds neither MX nor address: internal host names, typos, a domain that lapsed.

**Look-alikes.** A receiver whose own resolver is broken (a chroot without \`resolv.conf\`, a dead forwarder) says the same of every sender's domain, ours that
resolves for everybody else among them. A missing PTR record concerns the address, not the sender's domain.`,
  references: ['RFC 5321 §2.3.5'],
  needs: ['smtp.session', 'symptom', 'dns.answer'],
  weigh(evidence) {
    const told = [
      ...saidByPeer(evidence, { symptoms: ['sender.domain'] }),
      // At MAIL no other domain has been named; words that tell no stage may mean the recipient's.
      ...saidByPeer(evidence, { symptoms: ['dns.nxdomain'] }).filter(({ fact }) => fact.stage === 'mail'),
    ]
    const found = resolvedHere(evidence)
    // Of a domain that we can see, its resolver may be at fault, or the domain may be new: that is not known from here.
    const weight = found.length === 0 ? DECISIVE : HINT
    return [
      ...toldClue(told, weight, "the receiver says that the sender's domain does not resolve", {
        ...provesIf(found.length === 0),
      }),
      ...(told.length === 0
        ? []
        : clue(
            found,
            -FAINT,
            'our own resolver finds the domain: the receiver cannot, or has not seen the change yet',
          )),
    ]
  },
  // What resolves for us fails between the receiver and the name servers.
  locusFor: (evidence) => (resolvedHere(evidence).length > 0 ? 'dns' : 'sender'),
  remedies(evidence) {
    const domain = senderDomain(evidence)
    return [
      ...(resolvedHere(evidence).length > 0
        ? [
            {
              title: 'Have the receiver look at its resolver',
              applies: 'by-someone-else',
              steps: [
                sh(
                  `dig +trace MX ${domain}; dig +trace A ${domain}`,
                  'what everybody outside finds; where that is nothing, only an inner view of the DNS holds the domain, and the fault is ours',
                ),
                {
                  kind: 'ask',
                  who: postmasterOf(evidence),
                  text: `Your server refuses us because ${domain}, the domain of our sender, does not resolve. Here it does. Please look it up on that host, and inside the chroot or container of the mail server.`,
                },
              ],
            } as const,
          ]
        : []),
      {
        title: 'Send with an envelope sender whose domain has an MX record',
        applies: 'needs-values',
        steps: [
          sh(
            `dig +short MX ${domain}; dig +short A ${domain}`,
            'the domain as it is now: empty answers are the fault; publish a record where the domain is yours',
          ),
          {
            kind: 'note',
            text: 'Else change the sender: an application has it as return path or envelope sender; Postfix appends myorigin and rewrites by smtp_generic_maps, Exim by qualify_domain and its rewrite section. Check it with --from and the new address.',
          },
        ],
      },
    ]
  },
})

/** Answers of our own resolver that show the domain of the envelope sender. */
function resolvedHere(evidence: View<'smtp.session' | 'dns.answer'>): readonly Observation<'dns.answer'>[] {
  const domains = new Set(
    evidence['smtp.session'].seen.map(({ fact }) => fact.plan.envelope?.from.split('@').at(-1)?.toLowerCase()),
  )
  return evidence['dns.answer'].seen.filter(
    ({ fact: { name, type, status } }) =>
      domains.has(name.toLowerCase()) && status === 'answer' && (type === 'MX' || type === 'A'),
  )
}
