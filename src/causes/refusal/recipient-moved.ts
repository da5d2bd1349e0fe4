import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { nearestDeaths } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/recipient-moved',
  title: 'The mailbox has moved to another address',
  locus: 'sender',
  stages: ['rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the recipient, by another way',
  explanation: `The receiver answers 551, or 5.1.6: the recipient has another address now, sometimes named in the reply.

**Look-alikes.** An unknown mailbox has no new address.`,
  references: ['RFC 5321 §3.4', 'RFC 3463 §3.2 (X.1.6)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => refusalClue(evidence, ['recipient.moved'], 'the receiver says that the mailbox has moved'),
  remedies(evidence) {
    const named = newAddress(evidence)
    return [
      {
        title: named === undefined ? 'Use the new address' : `Use the new address, ${named}`,
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text:
              named === undefined
                ? 'The reply does not name it: ask the recipient by another way.'
                : 'The reply names it. Where its domain is another one, have the recipient confirm it by another way. Then change it where the mail gets its address from (address book, alias, mailing list).',
          },
        ],
      },
    ]
  },
})

/** What an address must follow to be the new one. */
const LEADS_TO =
  /\b(?:moved to|please try|try|use|now|new (?:e-?mail )?address(?: is)?|forwarded to|replaced by)\b[^@\n]{0,20}$/i
const ADDRESS = /[\w.+-]{1,64}@[\w.-]{1,253}\w/g
/** Whom one asks, and to whom nobody moved. */
const OFFICES = /^(?:postmaster|abuse|helpdesk|support|admin)@/i

/** RFC 5321 §3.4: `551 User not local; please try <user@example.org>`. */
function newAddress(evidence: View<'smtp.session' | 'symptom'>): string | undefined {
  const told = saidByPeer(evidence, { symptoms: ['recipient.moved'] })
  const asked = new Set(
    [
      ...nearestDeaths(evidence['smtp.session']).flatMap(({ fact }) => fact.plan.envelope?.to ?? []),
      ...told.flatMap(({ fact }) => fact.recipient ?? []),
    ].map((address) => address.toLowerCase()),
  )
  for (const { fact } of told)
    for (const { 0: address, index } of fact.words.matchAll(ADDRESS))
      if (
        !asked.has(address.toLowerCase()) &&
        !OFFICES.test(address) &&
        LEADS_TO.test(fact.words.slice(Math.max(0, index - 60), index))
      )
        return address
  return undefined
}
