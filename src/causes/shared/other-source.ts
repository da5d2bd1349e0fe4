import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { endOf } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'
import { isBefore } from '../../domain/stage.ts'
import { fromSource } from './variants.ts'

const CONTROL = 'the address in use'
const OTHER = 'another own address'

/**
 * The same session from another of our own addresses. It proves that the receiver minds the address when the other one gets
 * further; that the other one fails too proves nothing, since bans and lists often cover a whole network.
 */
export function otherSourceExperiment(plan: SessionPlan, address: string, stage: Stage): Experiment {
  return {
    name: 'other source address',
    question: 'Does the receiver treat another of our own addresses alike?',
    varied: `source address ${address}`,
    risk: 'polite',
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: CONTROL, plan },
      { name: OTHER, plan: fromSource(plan, address) },
    ],
    judge: (trials) => judge(trials, stage, address),
  }
}

function judge(trials: readonly Trial[], stage: Stage, address: string): Verdict {
  const control = trials.filter(({ arm }) => arm === CONTROL).map(endOf)
  const other = trials.filter(({ arm }) => arm === OTHER).map(endOf)
  const failed = control.filter((end) => end.kind === 'died' && end.stage === stage)
  const further = other.filter((end) => end.kind === 'lived' || (end.kind === 'died' && isBefore(stage, end.stage)))
  const tally = `from the address in use it failed in ${failed.length} of ${control.length}, from ${address} it got past ${stage} in ${further.length} of ${other.length}`
  if (failed.length < control.length) return { judged: 'undecided', because: `the failure did not repeat: ${tally}` }
  if (control.length >= 2 && other.length >= 2 && further.length === other.length)
    return { judged: 'confirmed', because: tally }
  return { judged: 'undecided', because: tally }
}
