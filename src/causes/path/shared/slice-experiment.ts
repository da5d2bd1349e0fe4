import type { Experiment, Trial, Verdict } from '../../../domain/experiment.ts'
import { endOf, judgeTwoArms } from '../../../domain/judge.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { messageBytes } from '../../shared/message-bytes.ts'
import { isSilence } from '../../shared/outcomes.ts'
import { died } from '../../shared/sessions.ts'
import { inSlices, SLICE_BYTES } from '../../shared/variants.ts'

const FULL_SIZE = 'full-size segments'
const SMALL = 'small segments'

/** A message of this size makes dozens of full segments, and its slices are through within seconds. */
const ENOUGH_BYTES = 40_000

/** The same session with a message that is large enough for the question and no larger. */
export function withEnough(plan: SessionPlan): SessionPlan {
  const sizeBytes = messageBytes(plan)
  return sizeBytes > ENOUGH_BYTES * 2 ? { ...plan, message: { sizeBytes: ENOUGH_BYTES } } : plan
}

/** The same session twice, with full-size segments and with small ones. */
export function sliceExperiment(plan: SessionPlan, sendsMail: boolean): Experiment {
  return {
    name: 'slices',
    question: 'Do the same octets pass when every segment is small?',
    varied: `segments of ${SLICE_BYTES} octets instead of full-size ones`,
    risk: sendsMail ? 'intrusive' : 'polite',
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: FULL_SIZE, plan },
      { name: SMALL, plan: inSlices(plan) },
    ],
    judge: (trials) => judgeSlices(trials, plan),
  }
}

function judgeSlices(trials: readonly Trial[], plan: SessionPlan): Verdict {
  const madeForThis = plan.bulkBytes !== undefined
  const passed = trials.filter((trial) => trial.arm === FULL_SIZE && endOf(trial).kind === 'lived').length
  if (madeForThis && passed > 0) {
    return { judged: 'refuted', because: `full-size segments were acknowledged and answered in ${passed} of ${passed}` }
  }
  const verdict = judgeTwoArms(trials, { dies: FULL_SIZE, lives: SMALL, change: `in ${SLICE_BYTES}-octet segments` })
  // Our slices may have arrived, and the server's full-size answer died on the same narrow link the other way.
  const answered = trials.some((trial) => trial.arm === SMALL && isSilentHandshake(trial))
  return verdict.judged === 'refuted' && answered ? { ...verdict, judged: 'undecided' } : verdict
}

function isSilentHandshake({ result }: Trial): boolean {
  return result.kind === 'session' && died(result.session, ['tls'], isSilence)
}
