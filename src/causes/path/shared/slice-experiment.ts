import type { Experiment, Trial, Verdict } from '../../../domain/experiment.ts'
import type { SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import { endOf, judgeTwoArms } from '../../../domain/judge.ts'
import { messageBytes } from '../../shared/message-bytes.ts'
import { isSilence } from '../../shared/outcomes.ts'
import { died } from '../../shared/sessions.ts'
import { inSlices, SLICE_BYTES } from '../../shared/variants.ts'

const FULL_SIZE = 'full-size segments'
const SMALL = `segments of ${SLICE_BYTES} octets`

/** A message of this size makes several full segments, of which one is enough; each of its slices takes a round trip and more. */
const ENOUGH_BYTES = 6_000

/** The same question of a session that sends a message: with one that is large enough for it, and no larger. */
export function messageExperiment(plan: SmtpSession['plan']): Experiment {
  if (messageBytes(plan) <= ENOUGH_BYTES * 2) return sliceExperiment(plan)
  const experiment = sliceExperiment({ ...plan, message: { sizeBytes: ENOUGH_BYTES } })
  return {
    ...experiment,
    varied: `${experiment.varied}; both times the message has ${ENOUGH_BYTES} octets, several full-size segments`,
  }
}

/** The same octets in full-size segments and in small ones: what swallows large packets lets the small ones pass. */
export function sliceExperiment(plan: SmtpSession['plan'], name = 'slices'): Experiment {
  return {
    name,
    question: 'Do the same octets pass when every segment is small?',
    varied: `segments of ${SLICE_BYTES} octets instead of full-size ones`,
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: FULL_SIZE, plan },
      { name: SMALL, plan: inSlices(plan) },
    ],
    judge: (trials) => judgeSlices(trials, plan),
  }
}

/** A write that fills more than one full segment on every ordinary path: NOOPs with long arguments make one without a message, in clear as inside TLS. */
export const BULK_BYTES = 4_000

/** The same question of a session that sends many octets at once, and no mail. */
export function commandsExperiment(plan: SmtpSession['plan'], name?: string): Experiment {
  const { message: _message, ...rest } = plan
  return sliceExperiment({ ...rest, upTo: 'idle', bulkBytes: BULK_BYTES }, name)
}

function isSilentHandshake({ result }: Trial): boolean {
  return result.kind === 'session' && died(result.session, ['tls'], isSilence)
}

function judgeSlices(trials: readonly Trial[], plan: SmtpSession['plan']): Verdict {
  const madeForThis = plan.bulkBytes !== undefined
  const read = madeForThis ? trials.map(asHeard) : trials
  const passed = read.filter((trial) => trial.arm === FULL_SIZE && endOf(trial).kind === 'lived').length
  if (madeForThis && passed > 0) {
    return { judged: 'refuted', because: `full-size segments arrived and were answered in ${passed} of ${passed}` }
  }
  const verdict = judgeTwoArms(read, { dies: FULL_SIZE, lives: SMALL })
  // Our slices may have arrived, and the server's full-size answer died on the same narrow link the other way.
  const answered = trials.some((trial) => trial.arm === SMALL && isSilentHandshake(trial))
  return verdict.judged === 'refuted' && answered ? { ...verdict, judged: 'undecided' } : verdict
}

/** So many NOOPs are too many for some servers: who complains of them or hangs up has heard them. */
function asHeard(trial: Trial): Trial {
  if (trial.result.kind !== 'session') return trial
  const { death, ...session } = trial.result.session
  const isHeard = death?.stage === 'idle' && (death.outcome.kind === 'closed' || death.outcome.kind === 'reply')
  return isHeard ? { ...trial, result: { kind: 'session', session: { ...session, lived: true } } } : trial
}
