import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { endOf } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { isBefore, type Stage } from '../../domain/stage.ts'

const TRIALS = 3

/**
 * The same session again, nothing changed: does it fail each time, or by turns? It decides nothing alone; the sessions it
 * leaves in the evidence are weighed. Where it never came as far as a message, none is sent again and again.
 */
export function repeatExperiment(failed: SessionPlan, stage: Stage): Experiment {
  const plan: SessionPlan =
    isBefore(stage, 'data') && !isBefore(failed.upTo, 'data') ? { ...failed, upTo: 'rcpt' } : failed
  return {
    name: 'again',
    question: 'Does the same session fail every time?',
    varied: 'nothing but the time',
    risk: isBefore(plan.upTo, 'data') ? 'polite' : 'intrusive',
    endpoint: plan.endpoint,
    trials: TRIALS,
    arms: [{ name: 'the same session', plan }],
    judge: (trials) => judge(trials, stage),
  }
}

function judge(trials: readonly Trial[], stage: Stage): Verdict {
  const failed = trials.map(endOf).filter((end) => end.kind === 'died' && end.stage === stage).length
  return { judged: 'undecided', because: `${failed} of ${trials.length} sessions ended at ${stage}` }
}
