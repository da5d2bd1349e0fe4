import type { Clue } from '../../../domain/cause.ts'
import type { Sight } from '../../../domain/evidence.ts'
import { isDrop } from '../../../domain/outcome.ts'
import { clue, placeOf } from '../../shared/clue.ts'
import { messageBytes } from '../../shared/message-bytes.ts'
import { type DeadSession, trialsWith } from '../../shared/sessions.ts'
import { NEAR_SURE, times } from '../../shared/weights.ts'

/** Sessions with the same message in small segments, whichever question ran them: did they die alike, or pass? */
export function segmentClues(sessions: Sight<'smtp.session'>, failed: DeadSession): readonly Clue[] {
  const sliced = trialsWith(sessions, failed.fact.endpoint).filter(
    ({ fact }) => fact.plan.sliceBytes !== undefined && messageBytes(fact.plan) >= messageBytes(failed.fact.plan),
  )
  const passed = sliced.filter(({ fact }) => fact.lived)
  const stalled = sliced.filter(({ fact }) => fact.death !== undefined && isDrop(fact.death.outcome))
  if (passed.length > 0) return clue(passed, -NEAR_SURE, 'the same message passed in small segments', placeOf(failed))
  return clue(
    stalled,
    times(5),
    'the same message died in small segments too, so the size of packets is not the matter',
    placeOf(failed),
  )
}
