import type { Sight } from '../../../domain/evidence.ts'
import { isBefore } from '../../../domain/stage.ts'
import { planKey } from '../../../domain/plan/plan.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import type { Observation } from '../../../domain/observation.ts'
import { inOrder } from '../../shared/in-order.ts'
import { isBegun, isUnanswered } from '../../shared/outcomes.ts'
import { isDead, passed, type DeadSession, type SessionSeen } from '../../shared/sessions.ts'

/** One and the same session with one address, which now dies and now lives. */
export interface Turns {
  /** It died at the same stage again, after it had lived. */
  readonly diedAgain: readonly SessionSeen[]
  readonly lived: readonly SessionSeen[]
}

/** The session without what comes after the stage of its death. */
function opening({ upTo: _last, message: _message, patienceMs: _patience, ...rest }: SessionPlan): string {
  return planKey({ ...rest, upTo: 'rcpt' })
}

/** How the very session that died fared in the trials with its address. Only ends without an answer: words tell their reason. */
export function turnsOf(sessions: Sight<'smtp.session'>, first: DeadSession): Turns {
  const { stage, outcome } = first.fact.death
  if (!isUnanswered(outcome) || !isBefore(stage, 'data')) return { diedAgain: [], lived: [] }
  const again = inOrder(
    sessions.seen.filter(
      ({ fact }) =>
        fact.role === 'experiment' &&
        fact.endpoint.address === first.fact.endpoint.address &&
        opening(fact.plan) === opening(first.fact.plan),
    ),
  )
  const lived = again.filter(({ fact }) => passed(fact, stage))
  const since = again.findIndex(({ fact }) => passed(fact, stage))
  const diedAgain = again.filter((one, index) => since >= 0 && index > since && isDead(one, [stage], isUnanswered))
  return { diedAgain, lived }
}

/** Hellos to the same address that were answered, where a whole session got no octet in answer to its own. */
export function helloAnswered(hellos: Sight<'tls.hello'>, first: DeadSession): readonly Observation<'tls.hello'>[] {
  const { stage, outcome } = first.fact.death
  if ((stage !== 'tls' && stage !== 'starttls') || !isUnanswered(outcome) || isBegun(outcome)) return []
  return hellos.seen.filter(
    ({ fact }) =>
      fact.endpoint.address === first.fact.endpoint.address &&
      fact.answer.kind === 'server-hello' &&
      fact.sizeBytes >= LIKE_OURS_BYTES &&
      fact.hello.maxVersion >= 0x0304,
  )
}

/** A hello as large as that of a whole session, with a post-quantum share. */
const LIKE_OURS_BYTES = 1_400
