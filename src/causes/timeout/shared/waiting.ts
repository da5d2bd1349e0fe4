import type { Sight } from '../../../domain/evidence.ts'
import type { Experiment, Trial } from '../../../domain/experiment.ts'
import type { SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import type { Stage } from '../../../domain/stage.ts'
import { isSilence } from '../../shared/outcomes.ts'
import { type DeadSession, deaths } from '../../shared/sessions.ts'
import { withPatience } from '../../shared/variants.ts'

/** RFC 5321 §4.5.3.2: what a client should wait at least, in seconds. */
export const MINIMUM_SECONDS: { readonly [S in Stage]?: number } = {
  banner: 300,
  ehlo: 300,
  starttls: 300,
  mail: 300,
  rcpt: 300,
  data: 120,
  body: 180,
  dot: 600,
}

/** An answer that took so long shows a receiver that is slow and alive. */
export const SLOW_MS = 3_000
/** As much of the RFC's minutes as an experiment has time for. */
const LONG_PATIENCE_MS = 15_000
const SHORT_PATIENCE_MS = 10_000

const SHORT = 'as impatient as the sender'
const LONG = 'more patient'

/** First looks that fell silent because the plan, which imitates the sender, gave the stage only a few seconds. */
export function cutShort(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return deaths(sessions, ['banner', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'dot'], isSilence).filter(
    ({ fact }) => {
      const patienceMs = fact.plan.patienceMs?.[fact.death.stage]
      return patienceMs !== undefined && patienceMs < SHORT_PATIENCE_MS
    },
  )
}

/** The same session, up to the stage at which it was cut short, with the patience of an ordinary server. */
export function patienceExperiment(failed: DeadSession, judge: Experiment['judge']): Experiment {
  const { plan, death } = failed.fact
  return {
    name: 'patience',
    question: 'Does the answer come when we wait longer?',
    varied: `${LONG_PATIENCE_MS / 1000} s of patience at each stage instead of ${(plan.patienceMs?.[death.stage] ?? 0) / 1000} s`,
    endpoint: plan.endpoint,
    trials: 1,
    patienceMs: LONG_PATIENCE_MS,
    arms: [
      { name: SHORT, plan },
      { name: LONG, plan: patient({ ...plan, upTo: death.stage }, death.stage) },
    ],
    judge,
  }
}

function patient(plan: SessionPlan, stage: Stage): SessionPlan {
  return (['banner', 'ehlo', stage] as const).reduce((one, at) => withPatience(one, at, LONG_PATIENCE_MS), plan)
}

/** The session of the patient arm, when it lived. */
export function patientSession(trials: readonly Trial[]): SmtpSession | undefined {
  return trials.flatMap(({ arm, result }) =>
    arm === LONG && result.kind === 'session' && result.session.lived ? [result.session] : [],
  )[0]
}

/** Banner and every answer after it came late: not one slow stage, but all of them. */
export function isSlowThroughout(session: SmtpSession): boolean {
  const banner = session.bannerMs ?? 0
  return session.plan.upTo !== 'banner' && banner >= SLOW_MS && session.seconds * 1000 >= banner + SLOW_MS
}
