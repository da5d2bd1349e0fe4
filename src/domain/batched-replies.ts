import { observationsOf, type Evidence } from './evidence.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import { firstLooks } from './first-looks.ts'
import type { Observation, ObservationId } from './observation.ts'
import { isSameAsFarAs } from './plan/plan.ts'
import { isBefore, type Stage } from './stage.ts'

/** Evidence in which each session ends at the command that it ended at. */
export interface Unbatched {
  readonly evidence: Evidence
  /** Sessions that seemed to end earlier, with the stage whose answer was held back. */
  readonly heldBack: ReadonlyMap<ObservationId, Stage>
}

/**
 * A server may keep the answers to pipelined commands until it has them all (RFC 2920 §3.2), so that a session whose RCPT is never answered
 * seems to end at MAIL. Where the same session, one command at a time, got past that stage and ended in the same way at a later one of those
 * commands, the first look ended there too. It is told as the session that it would have been without pipelining.
 */
export function unbatched(evidence: Evidence): Unbatched {
  const heldBack = new Map<ObservationId, Stage>()
  const told = new Map<ObservationId, SmtpSession>()
  const trials = observationsOf(evidence, 'smtp.session').filter(({ fact }) => fact.role === 'experiment')
  for (const { id, fact } of firstLooks(evidence)) {
    const { death } = fact
    if (death === undefined || fact.plan.pipelining === false || death.outstanding.length < 2) continue
    const lockStep = { ...fact.plan, pipelining: false }
    const later = trials.find(
      (trial) => endsLater(trial, death) && isSameAsFarAs(death.stage, lockStep, trial.fact.plan),
    )
    if (later?.fact.death === undefined) continue
    heldBack.set(id, death.stage)
    told.set(id, { ...fact, plan: lockStep, death: { ...later.fact.death, outcome: death.outcome } })
  }
  if (told.size === 0) return { evidence, heldBack }
  const observations = evidence.observations.map((one) => {
    const fact = told.get(one.id)
    return one.kind === 'smtp.session' && fact !== undefined ? { ...one, fact } : one
  })
  return { evidence: { ...evidence, observations }, heldBack }
}

/** The session as it would have been without pipelining, where it is one of those that seemed to end too early. */
export function asItEnded(session: SmtpSession, evidence: Evidence): SmtpSession {
  const { heldBack, evidence: told } = unbatched(evidence)
  const found = observationsOf(told, 'smtp.session').find(
    ({ id, fact }) => heldBack.has(id) && fact.session === session.session,
  )
  return found?.fact ?? session
}

/** It ended as the other did (closed, silent), at a later command that was outstanding there. */
function endsLater({ fact }: Observation<'smtp.session'>, first: NonNullable<SmtpSession['death']>): boolean {
  const { death } = fact
  return (
    death !== undefined &&
    (death.outcome.kind === 'silent' || death.outcome.kind === 'closed') &&
    death.outcome.kind === first.outcome.kind &&
    isBefore(first.stage, death.stage) &&
    death.outstanding.every((command) => first.outstanding.includes(command))
  )
}
