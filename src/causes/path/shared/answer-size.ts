import type { Experiment, Trial, Verdict } from '../../../domain/experiment.ts'
import type { HelloAnswer } from '../../../domain/facts/smtp-facts.ts'
import type { HelloSpec } from '../../../domain/plan/hello-plan.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { FULL_ANSWER_HELLO, helloOf, SMALL_ANSWER_HELLO } from '../../shared/variants.ts'

const LONG = 'long answer'
const SHORT = 'short answer'

/** It offers no suite that needs a certificate. */
export const isAnonymous = (hello: HelloSpec): boolean =>
  hello.suites !== undefined && hello.suites.join() === SMALL_ANSWER_HELLO.suites?.join()

/** Nothing came, or a short first segment (a ServerHello alone) and then no more of the flight. */
export const isLeftWanting = (answer: HelloAnswer): boolean =>
  answer.kind === 'silent' || (answer.kind === 'server-hello' && !answer.retry && answer.flightComplete === false)

/** A flight that fills a full-size segment; one of a small ECDSA certificate fits into less, and proves nothing. */
const FULL_SEGMENT_BYTES = 1_380

/** The whole flight of the server arrived, and filled more than one small packet. */
export const isLongAnswer = (answer: HelloAnswer): boolean =>
  answer.kind === 'server-hello' && answer.flightComplete === true && answer.flightBytes >= FULL_SEGMENT_BYTES

/** It can only rule the black hole out: a server that hangs on its private key gives the short answer, too. */
function judgeAnswers(trials: readonly Trial[]): Verdict {
  const answers = (arm: string): readonly HelloAnswer[] =>
    trials.flatMap((trial) => (trial.arm === arm && trial.result.kind === 'hello' ? [trial.result.hello.answer] : []))
  if (answers(SHORT).some(({ kind }) => kind === 'silent'))
    return { judged: 'refuted', because: 'a hello whose answer fits into one small packet stays unanswered too' }
  if (answers(LONG).some(isLongAnswer))
    return { judged: 'refuted', because: "the server's whole flight, certificates included, arrived" }
  if (answers(LONG).some((answer) => answer.kind === 'server-hello' && answer.flightComplete === true))
    return { judged: 'undecided', because: "the server's flight arrived; it is smaller than one full-size segment" }
  return { judged: 'undecided', because: 'short answers arrive, the long one does not' }
}

/** Two hellos of one size: the server's answer to the first is long, to the second short. */
export function shortAnswerExperiment(plan: SessionPlan): Experiment {
  return {
    name: 'short answer',
    question: 'Is a hello answered whose answer is short?',
    varied: 'only suites without certificates, so that the answer is an alert or a short flight',
    risk: 'polite',
    endpoint: plan.endpoint,
    trials: 1,
    arms: [
      { name: LONG, plan: helloOf(plan, FULL_ANSWER_HELLO) },
      { name: SHORT, plan: helloOf(plan, SMALL_ANSWER_HELLO) },
    ],
    judge: judgeAnswers,
  }
}
