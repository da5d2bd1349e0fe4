import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { type RemedyStep, sh } from '../../domain/lever.ts'
import { clue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { outsideOf } from '../shared/our-address.ts'
import { senderDomain } from '../shared/receiver-name.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { VAGUE } from '../shared/weights.ts'
import { refusalClue } from './shared/refusal-clue.ts'
import { flawOf, recordsToPublish, titleOf, whatStands, type OurAddress } from './shared/sender-records.ts'

export default defineCause({
  id: 'refusal/sender-authentication',
  title: "The message fails the receiver's SPF, DKIM or DMARC check",
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'Authentication-Results of a message of ours at another mailbox',
  explanation: `The sending address is not covered by the domain's SPF record, no valid DKIM signature aligns with the From domain, and the domain's DMARC policy or the receiver's rule refuses such mail.

**Look-alikes.** A missing PTR record is \`identity/ptr-missing-or-generic\`; a bad reputation is about the address, not the domain.`,
  references: ['RFC 7208', 'RFC 6376', 'RFC 7489'],
  needs: ['smtp.session', 'symptom', 'sender.policy', 'egress.identity'],
  weigh(evidence) {
    const told = refusalClue(evidence, ['sender.auth'], 'the receiver says that SPF, DKIM or DMARC fails')
    // Of a session that died without a word they explain nothing.
    const died = deaths(evidence['smtp.session']).length > 0
    const flaws = died && told.length === 0 ? [] : inOrder(evidence['sender.policy'].seen)
    return [
      ...told,
      ...flaws.flatMap((one) => {
        const flaw = flawOf(one.fact)
        return flaw === undefined ? [] : clue([one], VAGUE, flaw, { stage: 'mail' })
      }),
    ]
  },
  remedies(evidence) {
    const domain = senderDomain(evidence)
    const policies = evidence['sender.policy'].seen.map(({ fact }) => fact).filter((fact) => fact.domain === domain)
    const records = recordsToPublish(domain, policies, ourAddress(evidence))
    return [
      {
        title: titleOf(records),
        applies: 'needs-values',
        steps: [
          sh(
            `dig +short TXT ${domain}; dig +short TXT _dmarc.${domain}`,
            [
              ...policies.flatMap(whatStands),
              'what there is now: a domain has one SPF record and one DMARC record, so change the one that is there',
            ].join('; '),
          ),
          ...records.map(({ zoneLine }): RemedyStep => ({
            kind: 'record',
            zoneLine,
            owner: `${domain}, where the message says From: ${domain}`,
          })),
        ],
      },
    ]
  },
})

/** The address that SPF has to name: that of the session that was refused. */
function ourAddress(evidence: View<'smtp.session' | 'egress.identity'>): OurAddress {
  const sessions = evidence['smtp.session']
  const local = (deaths(sessions)[0] ?? firstLooks(sessions)[0])?.fact.localAddress
  const address = outsideOf(local, evidence['egress.identity'])
  return { family: (address ?? local)?.includes(':') === true ? 6 : 4, ...(address === undefined ? {} : { address }) }
}
