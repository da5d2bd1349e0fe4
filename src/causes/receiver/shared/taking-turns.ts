import type { Sight } from '../../../domain/evidence.ts'
import { isSameStage } from '../../../domain/judge.ts'
import type { Observation } from '../../../domain/observation.ts'
import type { Outcome } from '../../../domain/outcome.ts'
import { passedWhereDied } from '../../../domain/passed.ts'
import { isSameAsFarAs } from '../../../domain/plan/plan.ts'
import { inOrder } from '../../shared/in-order.ts'
import { isBegun, isUnanswered } from '../../shared/outcomes.ts'
import { isDead, trialsWith, type DeadSession, type SessionSeen } from '../../shared/sessions.ts'

/** One and the same session with one address, which now dies and now lives. */
export interface Turns {
  /** It died at the same stage again, after it had lived. */
  readonly diedAgain: readonly SessionSeen[]
  readonly lived: readonly SessionSeen[]
  /** It died each time so far: how often again. */
  readonly always: readonly SessionSeen[]
}

/** No answer, or a refusal for good. What is put off is often taken the next time, without any fault. */
function isFailure(outcome: Outcome): boolean {
  return isUnanswered(outcome) || (outcome.kind === 'reply' && outcome.reply.code >= 500)
}

/** How the very session that died fared in the trials with its address. */
export function turnsOf(sessions: Sight<'smtp.session'>, first: DeadSession): Turns {
  const { stage, outcome } = first.fact.death
  const again = isFailure(outcome)
    ? inOrder(trialsWith(sessions, first.fact.endpoint)).filter(({ fact }) =>
        isSameAsFarAs(stage, first.fact.plan, fact.plan),
      )
    : []
  const isDeadAlike = (one: SessionSeen): boolean =>
    isDead(one, undefined, isFailure) && isSameStage(one.fact.death.stage, stage)
  const lived = again.filter(({ fact }) => passedWhereDied(fact, first.fact))
  const since = again.findIndex((one) => lived.includes(one))
  const diedAgain = again.filter((one, index) => since >= 0 && index > since && isDeadAlike(one))
  return { diedAgain, lived, always: lived.length > 0 ? [] : again.filter(isDeadAlike) }
}

/**
 * Hellos to the same address that were answered, where a whole session got no octet in answer to its own. Where whole sessions die each
 * time and those hellos live each time, it is what they say that makes the difference, and not who answers.
 */
export function helloAnswered(
  hellos: Sight<'tls.hello'>,
  first: DeadSession,
  { always }: Turns,
): readonly Observation<'tls.hello'>[] {
  const { stage, outcome } = first.fact.death
  if ((stage !== 'tls' && stage !== 'starttls') || !isUnanswered(outcome) || isBegun(outcome)) return []
  const alike = hellos.seen.filter(
    ({ fact }) =>
      fact.endpoint.address === first.fact.endpoint.address &&
      fact.sizeBytes >= LIKE_OURS_BYTES &&
      fact.hello.maxVersion >= 0x0304,
  )
  const answered = alike.filter(({ fact }) => fact.answer.kind === 'server-hello')
  return always.length > 0 && answered.length === alike.length ? [] : answered
}

/** A hello as large as that of a whole session, with a post-quantum share. */
const LIKE_OURS_BYTES = 1_400
