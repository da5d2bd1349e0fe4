import type { Clue } from '../../../domain/cause.ts'
import { isBefore } from '../../../domain/stage.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { toldClue } from '../../shared/clue.ts'
import { BEFORE_CONTENT, isPutOff, saidByPeer, type Told, wordsOf } from '../../shared/told.ts'
import type { Spoken } from '../../shared/told.ts'
import { DECISIVE, FAINT, HINT, NEAR_SURE } from '../../shared/weights.ts'

const UNFINISHED =
  /\b(unable to|could not|cannot|can't|can not) (be )?(verif|check|complet|look|resolv)|\blookup (temporarily )?fail|\btemporar\w* (dns|lookup|error|fail)|\btimed? ?out\b|\bnot (answer|respond)|\bunverified address\b|\bverification in progress\b|\bcall-?(out|back)s?\b/i

/** For now, and because a lookup of the receiver's own came to nothing: that says little of what was to be checked. */
function isUnfinished(told: Told): boolean {
  return isPutOff(told) && UNFINISHED.test(wordsOf(told))
}

/** A live answer to a session that had sent no message yet. */
function cameBeforeContent({ fact }: Told): boolean {
  return fact.origin === 'live' && fact.stage !== undefined && BEFORE_CONTENT.includes(fact.stage)
}

/** A live answer to a session that had named nobody, read as one about a mailbox. */
function isBeforeAnyRecipient({ fact }: Told): boolean {
  return (
    fact.origin === 'live' &&
    fact.stage !== undefined &&
    isBefore(fact.stage, 'mail') &&
    /^(?:recipient|mailbox)\./.test(fact.symptom)
  )
}

/** What is said of a message's content: no session that ended before its message was refused for that. */
export function contentClue(evidence: Spoken, symptoms: readonly Symptom[], says: string): readonly Clue[] {
  return refusalClue(leavingOut(evidence, cameBeforeContent), symptoms, says)
}

/** The evidence without the words that cannot be about the matter. */
export function leavingOut<E extends Spoken>(evidence: E, isBeside: (told: Told) => boolean): E {
  const seen = evidence.symptom.seen.filter((told) => !isBeside(told))
  return { ...evidence, symptom: { ...evidence.symptom, seen } }
}

/**
 * A refusal in the receiver's own words proves itself. The same words in a notification that does not tell who speaks are
 * mostly the receiver's, passed on without its code.
 */
export function refusalClue(evidence: Spoken, symptoms: readonly Symptom[], says: string): readonly Clue[] {
  const unattributed = saidByPeer(evidence, { symptoms, orUnattributed: true }).filter(
    ({ fact }) => fact.speaker === 'unknown',
  )
  const said = saidByPeer(evidence, { symptoms }).filter((told) => !isBeforeAnyRecipient(told))
  const { plain = [], hedged = [] } = Object.groupBy(
    said.filter((told) => !isUnfinished(told)),
    ({ fact }) => (fact.instead === undefined ? 'plain' : 'hedged'),
  )
  return [
    ...toldClue(plain, DECISIVE, says, { decides: 'proves' }),
    ...toldClue(hedged, HINT, `${says}, in words that admit another meaning`),
    ...toldClue(said.filter(isUnfinished), FAINT, `${says}, after a check that it could not finish`),
    ...toldClue(unattributed, NEAR_SURE, `${says}, in words that nobody signs`),
  ]
}
