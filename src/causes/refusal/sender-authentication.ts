import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { SenderPolicyFact } from '../../domain/facts/dns-facts.ts'
import { clue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { outsideOf } from '../shared/our-address.ts'
import { senderDomain } from '../shared/receiver-name.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { VAGUE } from '../shared/weights.ts'
import { refusalClue } from './shared/refusal-clue.ts'
import { lets } from './shared/spf-terms.ts'

function whatIsWrong({ domain, kind, status, why }: SenderPolicyFact): string {
  const record = `${kind.toUpperCase()} record of ${domain}`
  return status === 'absent' ? `there is no ${record}` : `the ${record} is invalid: ${why ?? 'it cannot be read'}`
}

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
    // Advice for a session that lives: of one that died without a word it explains nothing.
    const died = deaths(evidence['smtp.session']).length > 0
    const flawed = inOrder(evidence['sender.policy'].seen).filter(
      ({ fact }) => !died && (fact.status === 'invalid' || (fact.status === 'absent' && fact.kind !== 'dmarc')),
    )
    return [
      ...refusalClue(evidence, ['sender.auth'], 'the receiver says that SPF, DKIM or DMARC fails'),
      ...flawed.flatMap((one) => clue([one], VAGUE, whatIsWrong(one.fact), { stage: 'mail' })),
    ]
  },
  remedies(evidence) {
    const domain = senderDomain(evidence)
    const owner = `${domain}, where the message says From: ${domain}`
    return [
      {
        title: 'Publish SPF for the sending address, and sign with DKIM',
        applies: 'needs-values',
        steps: [
          {
            kind: 'command',
            shell: 'sh',
            run: `dig +short TXT ${domain}; dig +short TXT _dmarc.${domain}`,
            why: 'what there is now: a domain has one SPF record, so add to the one that is there',
          },
          { kind: 'record', zoneLine: `${domain}. IN TXT "${spfRecord(evidence, domain)}"`, owner },
          { kind: 'record', zoneLine: `SELECTOR._domainkey.${domain}. IN TXT "v=DKIM1; k=rsa; p=PUBLIC-KEY"`, owner },
          {
            kind: 'record',
            zoneLine: `_dmarc.${domain}. IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`,
            owner,
          },
        ],
      },
    ]
  },
})

/** The domain's SPF record with our address in it (RFC 7208 §4.5: there is one); an ordinary one where it has none. */
function spfRecord(evidence: View<'smtp.session' | 'sender.policy' | 'egress.identity'>, domain: string): string {
  const sessions = evidence['smtp.session']
  const local = (deaths(sessions)[0] ?? firstLooks(sessions)[0])?.fact.localAddress
  const address = outsideOf(local, evidence['egress.identity'])
  const ours = `${(address ?? local)?.includes(':') === true ? 'ip6' : 'ip4'}:${address ?? 'OUR-ADDRESS'}`
  const now = evidence['sender.policy'].seen.find(
    ({ fact }) => fact.kind === 'spf' && fact.domain === domain && fact.status === 'present',
  )?.fact.text
  if (now === undefined || !/^v=spf1(?: [^"]{0,400})?$/i.test(now)) return `v=spf1 mx ${ours} -all`
  return address !== undefined && lets(now, address) ? now : `v=spf1 ${ours}${now.slice('v=spf1'.length)}`
}
