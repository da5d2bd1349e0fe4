import type { Clue } from '../../domain/cause.ts'
import { endpointText, type Endpoint } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { FactKind, Observation, ObservationId } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { isBefore, type Stage } from '../../domain/stage.ts'

export type SessionSeen = Observation<'smtp.session'>
/** A session that ended before its plan. */
export type DeadSession = SessionSeen & { readonly fact: { readonly death: NonNullable<SmtpSession['death']> } }
type Sessions = Sight<'smtp.session'>

/** Observations in the order in which they were made, whatever the order of the list. */
export function inOrder<O extends { readonly id: ObservationId }>(observations: readonly O[]): readonly O[] {
  return observations.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
}

/** First looks at the target. */
export function baselines(sight: Sessions): readonly SessionSeen[] {
  return inOrder(sight.seen.filter(({ fact }) => fact.role === 'baseline'))
}

/** Sessions with other destinations, from here. */
export function companions(sight: Sessions): readonly SessionSeen[] {
  return inOrder(sight.seen.filter(({ fact }) => fact.role === 'compare'))
}

/** Sessions with this very address from another vantage point. */
export function seenElsewhere(sight: Sessions, endpoint: Endpoint): readonly SessionSeen[] {
  return inOrder(
    sight.seen.filter(({ fact }) => fact.role === 'elsewhere' && fact.endpoint.address === endpoint.address),
  )
}

/** First looks at the target that died at one of the stages in a way that `how` accepts. */
export function deaths(
  sight: Sessions,
  stages: readonly Stage[],
  how: (outcome: Outcome) => boolean,
): readonly DeadSession[] {
  return baselines(sight).filter((one): one is DeadSession => died(one.fact, stages, how))
}

/** This session died at one of the stages in a way that `how` accepts. */
export function died(session: SmtpSession, stages: readonly Stage[], how: (outcome: Outcome) => boolean): boolean {
  return session.death !== undefined && stages.includes(session.death.stage) && how(session.death.outcome)
}

/** TCP was established. */
export function connected(session: SmtpSession): boolean {
  return session.lived || (session.death !== undefined && isBefore('connect', session.death.stage))
}

/** The session got an answer at this stage, or lived on past it. */
export function passed(session: SmtpSession, stage: Stage): boolean {
  if (session.death !== undefined) return isBefore(stage, session.death.stage)
  return session.lived && !isBefore(session.plan.upTo, stage)
}

/** First looks at the target that went past this stage. */
export function passedHere(sight: Sessions, stage: Stage): readonly SessionSeen[] {
  return baselines(sight).filter(({ fact }) => passed(fact, stage))
}

/** The reply that ended the session, if it was one. */
export function lastReply(session: SmtpSession): { readonly code: number; readonly text: string } | undefined {
  const outcome = session.death?.outcome
  return outcome?.kind === 'reply' ? { code: outcome.reply.code, text: outcome.reply.lines.join(' ') } : undefined
}

/** Milliseconds until the step that ended the session did so. */
export function afterMs(session: DeadSession): number | undefined {
  return session.fact.death.outcome.afterMs
}

/** One clue that several observations show together; none when there is nothing to show it. */
export function clue(
  seen: readonly Observation<FactKind>[],
  weight: number,
  says: string,
  more: Pick<Clue, 'decides' | 'stage' | 'endpoint'> = {},
): readonly Clue[] {
  const [first, ...rest] = inOrder(seen)
  return first === undefined ? [] : [{ says, weight, shownBy: [first.id, ...rest.map(({ id }) => id)], ...more }]
}

/** One clue about sessions that died alike, with the stage and endpoint of the first. */
export function deathClue(
  dead: readonly DeadSession[],
  weight: number,
  says: string,
  more: { readonly with?: readonly Observation<FactKind>[]; readonly decides?: 'proves' | 'refutes' } = {},
): readonly Clue[] {
  const first = dead[0]
  if (first === undefined) return []
  return clue([...dead, ...(more.with ?? [])], weight, says, {
    stage: first.fact.death.stage,
    endpoint: endpointText(first.fact.endpoint),
    ...(more.decides === undefined ? {} : { decides: more.decides }),
  })
}

/** The target's host name as the first session knows it, for texts to other people. */
export function targetHost(sight: Sessions): string {
  return baselines(sight)[0]?.fact.endpoint.host ?? 'the receiver'
}
