import { isBefore, type Stage } from '../stage.ts'
import type { DnsPlan } from './dns-plan.ts'
import type { HelloPlan } from './hello-plan.ts'
import type { SessionPlan } from './session-plan.ts'

/** Several sessions to one endpoint, all open at once (`together`) or one after the other without a pause. */
export interface BurstPlan {
  readonly kind: 'burst'
  readonly session: SessionPlan
  readonly connections: number
  readonly together: boolean
}

/** Anything the probe can run. One connection each, but for a burst. */
export type Plan = SessionPlan | HelloPlan | DnsPlan | BurstPlan

/** How many connections a plan opens. A DNS question over UDP opens none. */
export function connectionsOf(plan: Plan): number {
  switch (plan.kind) {
    case 'session':
    case 'hello':
      return 1
    case 'dns':
      return 0
    case 'burst':
      return plan.connections
  }
}

/** The plan asks to hand over a message (DATA), or does: nothing of this without `--send`. */
export function sendsMail(plan: Plan): boolean {
  switch (plan.kind) {
    case 'session':
      return plan.upTo === 'data' || plan.upTo === 'body' || plan.upTo === 'dot'
    case 'burst':
      return sendsMail(plan.session)
    case 'hello':
    case 'dns':
      return false
  }
}

/** Equal plans have equal keys, whatever the order of their members: a result may be reused. */
export function planKey(plan: Plan): string {
  return JSON.stringify(inOrder(plan))
}

function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map(inOrder) : value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, inOrder(member)]),
  )
}

/**
 * The other plan makes the very session that failed, up to the end of this stage: what we would do after it the peer cannot know, nor how
 * long we wait. Yet an answer for which the other waits longer than the one that failed is none that it could have had. MAIL tells the
 * peer the size of the message (RFC 1870), and DATA in the same write is there before its answer.
 */
export function isSameAsFarAs(stage: Stage, failed: SessionPlan, other: SessionPlan): boolean {
  const waited = failed.patienceMs?.[stage]
  const isMorePatient = waited !== undefined && (other.patienceMs?.[stage] ?? waited) > waited
  const lacksData = (stage === 'mail' || stage === 'rcpt') && pipelinesData(failed) && !sendsMail(other)
  return !isMorePatient && !lacksData && asFarAs(stage, failed) === asFarAs(stage, other)
}

/**
 * MAIL, RCPT and DATA are one write where the peer takes pipelines (RFC 2920 §3.1): it may be DATA that ends the session, though the answer
 * to MAIL is the first that does not come.
 */
export function pipelinesData(plan: SessionPlan): boolean {
  const { pipelining, chunking, pauseMs } = plan
  return (
    sendsMail(plan) &&
    pipelining !== false &&
    chunking !== true &&
    pauseMs?.rcpt === undefined &&
    pauseMs?.data === undefined
  )
}

function asFarAs(stage: Stage, { patienceMs: _patience, upTo: _last, message, ...rest }: SessionPlan): string {
  return planKey({ ...rest, upTo: stage, ...(message === undefined || isBefore(stage, 'mail') ? {} : { message }) })
}
