import type { Clue } from '../../../domain/cause.ts'
import type { Sight } from '../../../domain/evidence.ts'
import type { SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import { isDrop } from '../../../domain/outcome.ts'
import { clue, placeOf } from '../../shared/clue.ts'
import { type DeadSession, trialsWith } from '../../shared/sessions.ts'
import { NEAR_SURE, times } from '../../shared/weights.ts'

/** Size of the message that the session was to send, in octets. */
export function messageBytes({ plan }: SmtpSession): number {
  return plan.message?.sizeBytes ?? plan.message?.raw?.length ?? 0
}

/** Sessions with the same message in small segments, whichever question ran them: did they die alike, or pass? */
export function segmentClues(sessions: Sight<'smtp.session'>, failed: DeadSession): readonly Clue[] {
  const sliced = trialsWith(sessions, failed.fact.endpoint).filter(
    ({ fact }) => fact.plan.sliceBytes !== undefined && messageBytes(fact) >= messageBytes(failed.fact),
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
