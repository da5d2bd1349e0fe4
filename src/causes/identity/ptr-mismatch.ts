import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Observation } from '../../domain/observation.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, NEAR_SURE, times, VAGUE } from '../shared/weights.ts'
import { lookedForWords } from './shared/own-addresses.ts'
import { ptrRemedy } from './shared/ptr-remedy.ts'

export default defineCause({
  id: 'identity/ptr-mismatch',
  title: 'The name of our address does not lead back to it, and the receiver minds',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'mail', 'rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: '`dig -x` of our address, and `dig` of the name that it gives: they should lead to each other',
  look: 'own.ptr',
  explanation: `The PTR record of our address names a host whose A or AAAA record is another address, or none: the reverse name is not forward-confirmed.

**Look-alikes.** No PTR record at all is \`identity/ptr-missing-or-generic\`; the receiver's words are often the same.`,
  references: ['RFC 1912 §2.1', 'RFC 8601 §2.7.3 (iprev)'],
  needs: ['egress.identity', 'smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'identity/ptr-missing-or-generic',
      decidedBy: 'the PTR record of the address that the receiver sees',
      look: 'own.ptr',
    },
  ],
  weigh(evidence) {
    const said = saidByPeer(evidence, { symptoms: ['sender.ptr'] })
    const looked = lookedForWords(evidence, said)
    const mismatched = looked.filter(leadsElsewhere)
    const missing = looked.filter(({ fact }) => fact.ptrStatus === 'nxdomain' || fact.ptrStatus === 'nodata')
    if (said.length === 0)
      return clue(mismatched, VAGUE, 'the name of our address does not lead back to it; nobody punished it here')
    const clues: Clue[] = []
    if (mismatched.length > 0)
      clues.push(
        ...toldClue(
          said,
          DECISIVE + 0.5,
          `the receiver objects to our reverse name, and the DNS shows that it does not lead back to our address (${namesOf(mismatched)})`,
          { decides: 'proves', with: mismatched },
        ),
      )
    else if (looked.some(({ fact }) => fact.forwardConfirmed === true))
      clues.push(
        ...toldClue(said, VAGUE, 'the receiver objects to our reverse name, which leads back to our address', {
          with: looked.filter(({ fact }) => fact.forwardConfirmed === true),
        }),
      )
    else if (missing.length === 0)
      clues.push(...toldClue(said, times(6), 'the receiver says that our address has no acceptable reverse name'))
    else clues.push(...clue([...said, ...missing], -NEAR_SURE, 'our address has no PTR record at all'))
    return clues
  },
  remedies(evidence) {
    const looked = lookedForWords(evidence, saidByPeer(evidence, { symptoms: ['sender.ptr'] }))
    return ptrRemedy((looked.find(leadsElsewhere) ?? looked[0])?.fact)
  },
})

function leadsElsewhere({ fact }: Observation<'egress.identity'>): boolean {
  return fact.forwardConfirmed === false && (fact.ptrNames?.length ?? 0) > 0
}

function namesOf(mismatched: readonly Observation<'egress.identity'>[]): string {
  return mismatched
    .map(({ fact }) => `the PTR record of ${fact.seenByPeer ?? fact.address} names ${fact.ptrNames?.join(', ')}`)
    .join('; ')
}
