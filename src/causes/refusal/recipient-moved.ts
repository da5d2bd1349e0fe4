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

/** RFC 5321 §3.4: `551 User not local; please try <user@example.org>`. */
function newAddress(evidence: View<'smtp.session' | 'symptom'>): string | undefined {
  const words = saidByPeer(evidence, { symptoms: ['recipient.moved'] }).map(({ fact }) => fact.words)
  const asked = new Set(nearestDeaths(evidence['smtp.session']).flatMap(({ fact }) => fact.plan.envelope?.to ?? []))
  return words
    .flatMap((text) => [...text.matchAll(/<?([\w.+-]{1,64}@[\w.-]{1,253}\w)>?/g)].map(([, address = '']) => address))
    .find((address) => !asked.has(address))
}
