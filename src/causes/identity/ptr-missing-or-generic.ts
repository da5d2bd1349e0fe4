import { defineCause, type Clue } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { deaths } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, HINT, NEAR_SURE, times, VAGUE } from '../shared/weights.ts'
import { lookedForSessions, lookedForWords } from './shared/own-addresses.ts'
import { ptrRemedy } from './shared/ptr-remedy.ts'

const BEFORE_DATA = ['banner', 'ehlo', 'mail', 'rcpt'] as const

export default defineCause({
  id: 'identity/ptr-missing-or-generic',
  title: 'Our address has no PTR record of its own, and the receiver wants one',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'mail', 'rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: '`dig -x` of our address',
  look: 'own.ptr',
  explanation: `The receiver looks up the name of our address and finds none, or a name that looks like a pool of dynamic addresses.

**Look-alikes.** A name that exists and does not lead back to the address is \`identity/ptr-mismatch\`. A block list names itself.`,
  references: ['RFC 1912 §2.1', 'https://support.google.com/a/answer/81126'],
  needs: ['egress.identity', 'smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'identity/ptr-mismatch',
      decidedBy: 'the PTR record of the address that the receiver sees, and where its name leads',
      look: 'own.ptr',
    },
  ],
  weigh(evidence) {
    const said = saidByPeer(evidence, { symptoms: ['sender.ptr'] })
    const closed = deaths(evidence['smtp.session'], BEFORE_DATA, isClose)
    const { looked, missing, generic } = namesOf(evidence)
    const mismatched = looked.filter(({ fact }) => fact.forwardConfirmed === false && fact.generic !== true)
    const fine = looked.filter(({ fact }) => fact.forwardConfirmed === true && fact.generic !== true)
    const clues: Clue[] = []
    if (said.length > 0) {
      const own = missing[0] ?? generic[0]
      if (own !== undefined)
        clues.push(
          ...toldClue(
            said,
            DECISIVE,
            `the receiver objects to our reverse name, and the DNS ${missing.length > 0 ? 'has no PTR record for our address' : `gives the generic name ${generic[0]?.fact.ptrName ?? ''}`}`,
            { decides: 'proves', with: missing.length > 0 ? missing : generic },
          ),
        )
      else
        clues.push(
          ...toldClue(
            said,
            fine.length > 0 ? HINT : mismatched.length > 0 ? times(2) : NEAR_SURE,
            'the receiver says that our address has no acceptable reverse name',
          ),
        )
      if (mismatched.length > 0) clues.push(...clue(mismatched, -times(10), 'our address has a PTR record'))
      return clues
    }
    if (closed.length > 0)
      return deathClue(
        closed,
        times(2),
        'the connection was ended without a word, and our address has no proper reverse name',
        { with: [...missing, ...generic] },
      ).filter(() => missing.length + generic.length > 0)
    return clue([...missing, ...generic], VAGUE, 'our address has no PTR record of its own; nobody punished it here')
  },
  remedies(evidence) {
    const { looked, missing, generic } = namesOf(evidence)
    return ptrRemedy((missing[0] ?? generic[0] ?? looked[0])?.fact)
  },
})

/** What the DNS says of the address that was refused, or hung up on; of all of ours, where nothing tells which. */
function namesOf(evidence: View<'egress.identity' | 'smtp.session' | 'symptom'>) {
  const said = saidByPeer(evidence, { symptoms: ['sender.ptr'] })
  const closed = deaths(evidence['smtp.session'], BEFORE_DATA, isClose)
  const looked = said.length > 0 ? lookedForWords(evidence, said) : lookedForSessions(evidence, closed)
  return {
    looked,
    missing: looked.filter(({ fact }) => fact.ptrStatus === 'nxdomain' || fact.ptrStatus === 'nodata'),
    generic: looked.filter(({ fact }) => fact.generic === true),
  }
}
