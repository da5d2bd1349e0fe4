import type { View } from '../../../domain/evidence.ts'
import type { Experiment, Trial, Verdict } from '../../../domain/experiment.ts'
import type { SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import { endOf, type TrialEnd } from '../../../domain/judge.ts'
import type { Outcome } from '../../../domain/outcome.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { isRefused } from '../../shared/outcomes.ts'
import { surroundingsOf } from '../../shared/port25.ts'
import { connected, deaths, died } from '../../shared/sessions.ts'
import { mayBeContained } from './own-filter.ts'

/** Message submission (RFC 6409): open where port 25 is filtered, and spoken by most hosts that run a mail server. */
const SUBMISSION_PORT = 587

/**
 * Asks the same host on another port: is it port 25 alone that goes nowhere? `refusalAnswers`: a refusal on the other
 * port counts as an answer: it does when port 25 is silent, and does not when port 25 is refused too.
 */
function otherPortExperiment(failing: SmtpSession, silentHosts: number, refusalAnswers: boolean): Experiment {
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
    question: `Does ${endpoint.host} answer on port ${SUBMISSION_PORT}?`,
    varied: `port ${SUBMISSION_PORT} instead of ${endpoint.port}`,
    endpoint,
    trials: 1,
    arms: [
      { name: `port ${endpoint.port}`, plan: failing.plan },
      { name: `port ${SUBMISSION_PORT}`, plan: otherPort },
    ],
    read: (trial) => readOtherPort(trial, `port ${endpoint.port}`, refusalAnswers),
    judge: (trials) => judgeOtherPort(trials, `port ${endpoint.port}`, silentHosts, refusalAnswers),
  }
}

/**
 * Asks a destination that failed like the target (`how`). A filter on this host would pass the same test, so it must have been
 * looked for, and we must be able to see the host: else there is nothing to ask.
 */
export function witnessExperiments(
  evidence: View<'smtp.session' | 'firewall.local' | 'route.local'>,
  companions: readonly SmtpSession[],
  { how, refusalAnswers }: { readonly how: (outcome: Outcome) => boolean; readonly refusalAnswers: boolean },
): readonly Experiment[] {
  if (evidence['firewall.local'].blind !== undefined || mayBeContained(evidence['route.local'])) return []
  const { alike } = surroundingsOf(evidence['smtp.session'], deaths(evidence['smtp.session'], ['connect'], how), how)
  const witness = companions.find((session) => alike.some(({ fact }) => fact.session === session.session))
  const hosts = new Set(alike.map(({ fact }) => fact.endpoint.address))
  return witness === undefined ? [] : [otherPortExperiment(witness, hosts.size + 1, refusalAnswers)]
}

/** Any answer on the other port shows that the host is reached. */
function readOtherPort(trial: Trial, control: string, refusalAnswers: boolean): TrialEnd {
  if (trial.arm === control || trial.result.kind !== 'session') return endOf(trial)
  const by = answerOf(trial.result.session, refusalAnswers)
  return by === undefined ? endOf(trial) : { kind: 'lived', by }
}

function answerOf(session: SmtpSession, refusalAnswers: boolean): string | undefined {
  if (connected(session)) return 'a connection'
  return refusalAnswers && died(session, ['connect'], isRefused) ? 'a refusal' : undefined
}

function judgeOtherPort(
  trials: readonly Trial[],
  control: string,
  silentHosts: number,
  refusalAnswers: boolean,
): Verdict {
  const sessions = (wanted: boolean): readonly SmtpSession[] =>
    trials.flatMap(({ arm, result }) =>
      result.kind === 'session' && (arm === control) === wanted ? [result.session] : [],
    )
  const failed = sessions(true)
  const others = sessions(false)
  if (failed.some(connected)) return { judged: 'undecided', because: `${control} answered this time` }
  const answers = others.filter((session) => answerOf(session, refusalAnswers) !== undefined)
  if (failed.length > 0 && answers.length > 0 && answers.length === others.length) {
    return {
      judged: 'confirmed',
      because: `none of ${silentHosts} destinations takes a connection on ${control}, while one of them answers on port ${SUBMISSION_PORT}`,
    }
  }
  return { judged: 'undecided', because: `port ${SUBMISSION_PORT} does not answer either, or is not in use there` }
}
