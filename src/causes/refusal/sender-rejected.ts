import { shellWord } from '../../base/shell-word.ts'
import { defineCause } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { postmasterOf, senderDomain } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { firstLooks } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { refusalClue } from './shared/refusal-clue.ts'

const SAID = ['sender.rejected', 'reputation.sender'] as const

export default defineCause({
  id: 'refusal/sender-rejected',
  title: 'The receiver refuses this sender address',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same message from another sender address',
  look: 'again.from-another-sender',
  explanation: `The envelope sender, or its domain, stands on a list of the receiver or fails its checks.

**Look-alikes.** A sender domain that does not resolve is \`identity/sender-domain-unresolvable\`; refusals of the IP address are \`policy/reputation-announced\`.`,
  references: ['RFC 3463 §3.2 (X.1.8)'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const clues = refusalClue(evidence, SAID, 'the receiver says that it refuses the sender address')
    if (!isOfNobody(evidence)) return clues
    // Whoever refuses bounces may take mail that has a sender.
    return clues.map(({ decides: _proves, ...clue }) => ({
      ...clue,
      says: 'the receiver says that it refuses the sender, and our session had the empty one of bounces (MAIL FROM:<>)',
    }))
  },
  remedies: (evidence) => [
    isOfNobody(evidence) ? askAsSender(evidence) : lookAtOurs(evidence),
    ...(isBarredByMicrosoft(evidence.symptom)
      ? [release(firstLooks(evidence['smtp.session'])[0]?.fact.plan.envelope?.from)]
      : []),
    askFor(
      'Else ask the receiver to allow the sender',
      postmasterOf(evidence),
      'Your server refuses mail from our sender address, which follows with your reply. Please say by which rule, or allow the address.',
    ),
  ],
})

/** Our sessions named no sender, as bounces do (RFC 5321 §4.5.5), and nobody reports the same of mail that has one. */
function isOfNobody(evidence: View<'smtp.session' | 'symptom'>): boolean {
  if (reported(evidence.symptom, SAID).length > 0) return false
  const refused = firstLooks(evidence['smtp.session']).filter(({ fact }) => fact.death?.outcome.kind === 'reply')
  return refused.length > 0 && refused.every(({ fact }) => fact.plan.envelope?.from === '')
}

/** Mail has a sender, and whether that one is refused decides. */
function askAsSender(evidence: View<'smtp.session'>): Remedy {
  return {
    title: 'See first whether it takes a sender that is somebody',
    applies: 'safely',
    on: 'our-server',
    steps: [
      sh(
        againFrom(evidence, 'YOU@YOUR-DOMAIN'),
        'taken: only mail without a sender is refused, bounces and receipts, which RFC 5321 §4.5.5 has every server take; refused: this says more of why',
      ),
    ],
  }
}

function againFrom(evidence: View<'smtp.session'>, sender: string): string {
  const plan = firstLooks(evidence['smtp.session'])[0]?.fact.plan
  return [
    `hangup diagnose ${shellWord(plan?.envelope?.to[0] ?? 'RECIPIENT')} --from ${sender}`,
    ...(plan?.ehloName === undefined ? [] : [`--ehlo ${shellWord(plan.ehloName)}`]),
  ].join(' ')
}

/** What is ours to mend: the domain, the account, or all that this host sends. */
function lookAtOurs(evidence: View<'smtp.session' | 'symptom'>): Remedy {
  const from = firstLooks(evidence['smtp.session'])[0]?.fact.plan.envelope?.from
  const domain = senderDomain(evidence)
  return {
    title: 'See first whether the cause is on our own side',
    applies: 'safely',
    on: 'our-server',
    steps: [
      sh(
        `for type in MX A AAAA TXT; do dig +short $type ${shellWord(domain)}; done`,
        'the domain must have an MX or an address, and an SPF record (v=spf1) that holds the address we send from',
      ),
      sh(
        `grep -scF ${shellWord(from ?? 'SENDER-ADDRESS')} /var/log/mail.log /var/log/maillog /var/log/exim4/mainlog`,
        'many times more than usual: its account sends spam, and needs a new password before anything else',
      ),
      sh(againFrom(evidence, shellWord(`OTHER-ADDRESS@${domain}`)), 'taken: it is this address that they refuse'),
      sh(
        againFrom(evidence, '""'),
        'the empty sender of bounces: refused, too, it is no sender address but all that we send',
      ),
    ],
  }
}

/** Exchange Online bars an account of its own that sent spam, in these words; a receiver elsewhere knows nothing of that. */
function isBarredByMicrosoft(symptoms: Sight<'symptom'>): boolean {
  return symptoms.seen.some(
    ({ fact: { words } }) => words.includes('5.1.8') && words.toLowerCase().includes('bad outbound sender'),
  )
}

function release(from = 'SENDER-ADDRESS'): Remedy {
  return {
    title: 'Where the account is one of Microsoft 365: make it safe, and lift its restriction for outbound spam',
    applies: 'after-review',
    steps: [
      {
        kind: 'note',
        text: `As an administrator: a new password and a second factor for ${from}, its sessions revoked, forwardings and inbox rules looked through; then Microsoft Defender (security.microsoft.com), Email & collaboration, Review, Restricted entities: Unblock.`,
      },
    ],
  }
}
