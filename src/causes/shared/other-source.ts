import type { Alternative } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { armsText, endOf, type TrialEnd } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'
import { isBefore } from '../../domain/stage.ts'
import { equalsThatPass, passed, trialsWith, type DeadSession, type SessionSeen } from './sessions.ts'
import { fromSource } from './variants.ts'

const CONTROL = 'the address in use'
const OTHER = 'another own address'
/** What another own address that is served shows as well: our address leads to the member that is dead (RFC 2992), and theirs do not. */
export const poolByAddress: Alternative = {
  cause: 'receiver/one-bad-pool-member',
  decidedBy:
    "the receiver's balancer: which member our address is sent to, and whether that one lives. Many addresses of ours tell as well: a dead member fails the share of them that is sent to it, and a list only those that stand on it",
}
/** By chance a session passes once. */
const ENOUGH = 2

/**
 * The same session from another of our own addresses. That the other one gets further shows that the receiver tells our addresses
 * apart, and not why: a list, a ban, a count of connections that the address in use has reached, or a balancer that chooses by address. That the other one
 * fails too shows nothing, since bans and lists often cover a whole network.
 */
export function otherSourceExperiment(plan: SessionPlan, address: string, stage: Stage): Experiment {
  return {
    name: 'other source address',
    question: 'Does the receiver treat another of our own addresses alike?',
    varied: `source address ${address}`,
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: CONTROL, plan },
      { name: OTHER, plan: fromSource(plan, address) },
    ],
    read: (trial) => readAt(stage, trial),
    judge: (trials) => judge(trials, stage),
  }
}

/** From the other address it is life to get further. */
function readAt(stage: Stage, trial: Trial): TrialEnd {
  const end = endOf(trial)
  return trial.arm === OTHER && end.kind === 'died' && isBefore(stage, end.stage) ? { kind: 'lived' } : end
}

function judge(trials: readonly Trial[], stage: Stage): Verdict {
  const read = (trial: Trial): TrialEnd => readAt(stage, trial)
  const control = trials.filter(({ arm }) => arm === CONTROL).map(endOf)
  const other = trials.filter(({ arm }) => arm === OTHER).map(read)
  const failed = control.filter((end) => end.kind === 'died' && end.stage === stage)
  const further = other.filter(({ kind }) => kind === 'lived')
  const tally = armsText(trials, [{ name: CONTROL }, { name: OTHER }], read)
  if (failed.length < control.length) return { judged: 'undecided', because: `the failure did not repeat: ${tally}` }
  if (control.length >= ENOUGH && other.length >= ENOUGH && further.length === other.length)
    return { judged: 'confirmed', because: tally }
  return { judged: 'undecided', because: tally }
}

/** Trials from another address of ours that got past the place where the address in use dies, each time and more than once. */
export function servedFromOtherSource(sessions: Sight<'smtp.session'>, dead: DeadSession): readonly SessionSeen[] {
  const { plan, death, endpoint } = dead.fact
  const trials = trialsWith(sessions, endpoint).filter(
    ({ fact }) => fact.plan.bind !== undefined && fact.plan.bind !== plan.bind,
  )
  const isSteady = equalsThatPass(sessions, dead).length === 0 && trials.every(({ fact }) => passed(fact, death.stage))
  return isSteady && trials.length >= ENOUGH ? trials : []
}
