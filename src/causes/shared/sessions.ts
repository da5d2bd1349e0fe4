import type { Endpoint } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { passed, passedWhereDied } from '../../domain/passed.ts'
import { isBefore, type Stage } from '../../domain/stage.ts'
import { inOrder } from './in-order.ts'

/**
 * Which sessions a cause speaks of. A first look is the first session with an address of the target; the arms of an experiment
 * die on purpose and are never first looks.
 */

export { passed }

export type SessionSeen = Observation<'smtp.session'>
/** A session that ended before its plan. */
export type DeadSession = SessionSeen & { readonly fact: { readonly death: NonNullable<SmtpSession['death']> } }
type Sessions = Sight<'smtp.session'>
/** A way of dying, as outcomes.ts names them. */
type How = (outcome: Outcome) => boolean

/** Our own first looks at the target. */
export function firstLooks(sessions: Sessions): readonly SessionSeen[] {
  return withRole(sessions, 'baseline')
}

/** First looks at the target, our own and those of another vantage point (`--from-case`). */
export function firstLooksAnywhere(sessions: Sessions): readonly SessionSeen[] {
  return withRole(sessions, 'baseline', 'elsewhere')
}

/** Our own first looks that came to the end of their plan. */
export function livingLooks(sessions: Sessions): readonly SessionSeen[] {
  return firstLooks(sessions).filter(({ fact }) => fact.lived)
}

/** Our own first looks that went past this stage. */
export function looksPast(sessions: Sessions, stage: Stage): readonly SessionSeen[] {
  return firstLooks(sessions).filter(({ fact }) => passed(fact, stage))
}

/** Sessions that experiments ran with this very address. */
export function trialsWith(sessions: Sessions, { address }: Endpoint): readonly SessionSeen[] {
  return withRole(sessions, 'experiment').filter(({ fact }) => fact.endpoint.address === address)
}

/** Trials that repeated this very session, nothing changed, and passed the stage where it died: its death was of the moment. */
export function equalsThatPass(sessions: Sessions, { fact: dead }: DeadSession): readonly SessionSeen[] {
  return trialsWith(sessions, dead.endpoint).filter(({ fact }) => passedWhereDied(fact, dead))
}

/** Sessions with other destinations, from here. */
export function companions(sessions: Sessions): readonly SessionSeen[] {
  return withRole(sessions, 'compare')
}

/** Sessions with this very address from another vantage point. */
export function seenElsewhere(sessions: Sessions, { address }: Endpoint): readonly SessionSeen[] {
  return withRole(sessions, 'elsewhere').filter(({ fact }) => fact.endpoint.address === address)
}

/** Our own first looks that died: at one of these stages, in a way that `how` accepts; at any, in any when left out. */
export function deaths(sessions: Sessions, stages?: readonly Stage[], how?: How): readonly DeadSession[] {
  return deadAmong(firstLooks(sessions), stages, how)
}

/**
 * The same; where none of our own first looks died at all, those that another vantage point met. For what a death shows of the
 * receiver or of a message: what it shows of a host and its kernel holds for that host only (`deaths`).
 */
export function nearestDeaths(sessions: Sessions, stages?: readonly Stage[], how?: How): readonly DeadSession[] {
  const looks = deaths(sessions).length > 0 ? firstLooks(sessions) : firstLooksAnywhere(sessions)
  return deadAmong(looks, stages, how)
}

/** This session died at one of the stages in a way that `how` accepts. */
export function died({ death }: SmtpSession, stages: readonly Stage[], how: How): boolean {
  return death !== undefined && stages.includes(death.stage) && how(death.outcome)
}

/** This session died, at whichever stage, in a way that `how` accepts. */
export function endedBy({ death }: SmtpSession, how: How): boolean {
  return death !== undefined && how(death.outcome)
}

/** As `deaths` asks it of one session, which may then be shown as a dead one. */
export function isDead(one: SessionSeen, stages?: readonly Stage[], how?: How): one is DeadSession {
  const { death } = one.fact
  return death !== undefined && (stages?.includes(death.stage) ?? true) && (how?.(death.outcome) ?? true)
}

/** TCP was established. */
export function connected(session: SmtpSession): boolean {
  return session.lived || (session.death !== undefined && isBefore('connect', session.death.stage))
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

function withRole({ seen }: Sessions, ...roles: readonly SmtpSession['role'][]): readonly SessionSeen[] {
  return inOrder(seen.filter(({ fact }) => roles.includes(fact.role)))
}

function deadAmong(looks: readonly SessionSeen[], stages?: readonly Stage[], how?: How): readonly DeadSession[] {
  return looks.filter((one) => isDead(one, stages, how))
}
