import type { Experiment, Trial, Verdict } from '../../../domain/experiment.ts'
import type { SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { isRefused } from '../../shared/outcomes.ts'
import { connected, died } from '../../shared/sessions.ts'

/** Message submission (RFC 6409): open where port 25 is filtered, and spoken by most hosts that run a mail server. */
const SUBMISSION_PORT = 587

/**
 * Asks the same host on another port: is it port 25 alone that goes nowhere? `answered` tells whether a refusal on the other
 * port counts as an answer: it does when port 25 is silent, and does not when port 25 is refused too.
 */
export function otherPortExperiment(failing: SmtpSession, refusalAnswers: boolean): Experiment {
  const { endpoint, ehloName, bind } = failing.plan
  const otherPort: SessionPlan = {
    kind: 'session',
    endpoint: { ...endpoint, port: SUBMISSION_PORT },
    upTo: 'banner',
    ehloName,
    tls: 'none',
    ...(bind === undefined ? {} : { bind }),
  }
  return {
    name: 'other port',
    question: `Does the same host answer on port ${SUBMISSION_PORT}?`,
    varied: `port ${SUBMISSION_PORT} instead of ${endpoint.port}`,
    risk: 'polite',
    endpoint,
    trials: 1,
    arms: [
      { name: `port ${endpoint.port}`, plan: failing.plan },
      { name: `port ${SUBMISSION_PORT}`, plan: otherPort },
    ],
    judge: (trials) => judgeOtherPort(trials, `port ${endpoint.port}`, refusalAnswers),
  }
}

function judgeOtherPort(trials: readonly Trial[], control: string, refusalAnswers: boolean): Verdict {
  const sessions = (wanted: boolean): readonly SmtpSession[] =>
    trials.flatMap(({ arm, result }) =>
      result.kind === 'session' && (arm === control) === wanted ? [result.session] : [],
    )
  const failed = sessions(true)
  const others = sessions(false)
  if (failed.some(connected)) return { judged: 'undecided', because: `${control} answered this time` }
  const answers = others.filter(
    (session) => connected(session) || (refusalAnswers && died(session, ['connect'], isRefused)),
  )
  if (failed.length > 0 && answers.length > 0 && answers.length === others.length) {
    return {
      judged: 'confirmed',
      because: `no destination answers on ${control}, while the same host answers on port ${SUBMISSION_PORT}`,
    }
  }
  return { judged: 'undecided', because: `port ${SUBMISSION_PORT} does not answer either, or is not in use there` }
}
