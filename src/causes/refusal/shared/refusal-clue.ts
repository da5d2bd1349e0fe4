import type { Clue } from '../../../domain/cause.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { toldClue } from '../../shared/clue.ts'
import { saidByPeer } from '../../shared/told.ts'
import type { Spoken } from '../../shared/told.ts'
import { DECISIVE, NEAR_SURE } from '../../shared/weights.ts'

/**
 * A refusal in the receiver's own words proves itself. The same words in a notification that does not tell who speaks are
 * mostly the receiver's, passed on without its code.
 */
export function refusalClue(evidence: Spoken, symptoms: readonly Symptom[], says: string): readonly Clue[] {
  const unattributed = saidByPeer(evidence, { symptoms, orUnattributed: true }).filter(
    ({ fact }) => fact.speaker === 'unknown',
  )
  return [
    ...toldClue(saidByPeer(evidence, { symptoms }), DECISIVE, says, { decides: 'proves' }),
    ...toldClue(unattributed, NEAR_SURE, `${says}, in words that nobody signs`),
  ]
}
