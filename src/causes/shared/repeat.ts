import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { endOf, isSameStage, placeText, type TrialEnd } from '../../domain/judge.ts'
import { pipelinesData, sendsMail } from '../../domain/plan/plan.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { isBefore, type Stage } from '../../domain/stage.ts'

/** As many servers as often stand behind one address: where they take turns, the one that failed comes again within so many sessions. */
const SESSIONS_BY_TURNS = 5

/**
 * The same session once more, nothing changed: does it fail every time? All other experiments rest on that, so it is asked before them.
 * It decides nothing alone; the sessions it leaves in the evidence are weighed.
 */
export function againExperiment(failed: SessionPlan, stage: Stage): Experiment {
  return { ...repeated(failed, stage), name: 'again', question: 'Does the same session fail again?', trials: 2 }
}

/** It failed once and passed once: how often does it do the one and the other? Ends with the next failure. */
export function byTurnsExperiment(failed: SessionPlan, stage: Stage): Experiment {
  return {
    ...repeated(failed, stage),
    name: 'by turns',
    question: 'Does the same session fail by turns?',
    trials: SESSIONS_BY_TURNS,
    enough: (trials) => trials.some((trial) => failedAt(endOf(trial), stage)),
  }
}

/** As often must who was put off be let through to show that the first visit alone was (`reason` counts them). */
const LATER_VISITS = 2

/** It was put off in vague words, as many servers do with whoever comes for the first time: is it let through from then on? */
export function nextVisitExperiment(putOff: SessionPlan, stage: Stage): Experiment {
  return {
    ...repeated(putOff, stage),
    name: 'next visit',
    question: 'Is the same session let through at the next visit?',
    trials: 1 + LATER_VISITS,
    enough: (trials) => trials.slice(1).some((trial) => endOf(trial).kind !== 'lived'),
  }
}

/**
 * The same session up to the write that failed: where it never came as far as the message, none is handed over again. DATA is said, where it
 * was in that write.
 */
export function asFarAsItFailed(failed: SessionPlan, stage: Stage): SessionPlan {
  if (!sendsMail(failed) || isBefore('data', stage) || (stage === 'data' && failed.chunking === true)) return failed
  const saidData = stage === 'data' || ((stage === 'mail' || stage === 'rcpt') && pipelinesData(failed))
  return { ...failed, upTo: saidData ? 'data' : 'rcpt' }
}

function repeated(failed: SessionPlan, stage: Stage): Omit<Experiment, 'name' | 'question' | 'trials'> {
  const plan = asFarAsItFailed(failed, stage)
  return {
    varied: 'nothing but the time',
    endpoint: plan.endpoint,
    isFirst: true,
    arms: [{ name: 'the same session', plan }],
    judge: (trials) => count(trials, stage),
  }
}

function count(trials: readonly Trial[], stage: Stage): Verdict {
  const failed = trials.map(endOf).filter((end) => failedAt(end, stage))
  const [first] = failed
  const place = first?.kind === 'died' ? placeText(first) : stage
  return { judged: 'undecided', because: `${failed.length} of ${trials.length} sessions ended at ${place}` }
}

function failedAt(end: TrialEnd, stage: Stage): boolean {
  return end.kind === 'died' && isSameStage(end.stage, stage)
}
