import type { Experiment, Trial, Verdict } from '../../../domain/experiment.ts'
import type { HelloAnswer } from '../../../domain/facts/smtp-facts.ts'
import { endOf, type TrialEnd } from '../../../domain/judge.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { helloOf, withoutMessage, withoutTls } from '../../shared/variants.ts'
import { LEGACY_SUITES, P256, P384, P521, X25519 } from './suites.table.ts'

/** One hello that offers everything up to TLS 1.2, one for TLS 1.3: whatever a usable certificate could serve. */
const WIDE_TLS12 = { maxVersion: 0x0303, suites: LEGACY_SUITES, groups: [X25519, P256, P384, P521] } as const
const TLS13 = { maxVersion: 0x0304, keyShare: 'x25519' } as const

/** TLS of every kind beside a session without it. */
export function everyVariant(plan: SessionPlan): Experiment {
  return {
    name: 'every variant',
    question: 'Does every kind of TLS die while a session without TLS lives?',
    varied: 'TLS as a whole: other versions and suites, and none',
    risk: 'polite',
    endpoint: plan.endpoint,
    trials: 1,
    patienceMs: 3000,
    arms: [
      { name: 'the session that failed', plan },
      { name: 'TLS 1.2, every suite', plan: helloOf(plan, WIDE_TLS12) },
      { name: 'TLS 1.3', plan: helloOf(plan, TLS13) },
      { name: 'no TLS', plan: withoutMessage(withoutTls(plan)) },
    ],
    judge: judgeEveryVariant,
  }
}

/** ServerHello, an encrypted alert and the padding around them; with the smallest certificate and its signature it is twice that. */
const STUB_FLIGHT_BYTES = 350
const NO_CERTIFICATE = {
  kind: 'died',
  stage: 'tls',
  how: 'no certificate after the ServerHello',
  refusal: true,
} as const satisfies TrialEnd

/** In TLS 1.3 the ServerHello comes before the server looks for its certificate, and what follows is encrypted. */
export function isWithoutCertificate(answer: HelloAnswer): boolean {
  if (answer.kind !== 'server-hello' || answer.version < 0x0304) return false
  return answer.retry || (answer.flightComplete === true && answer.flightBytes < STUB_FLIGHT_BYTES)
}

function isStub({ result }: Trial): boolean {
  return result.kind === 'hello' && isWithoutCertificate(result.hello.answer)
}

/** Alerts prove a live TLS stack that cannot serve anybody. Bare closes could come from a box on the way: they stay undecided. */
function judgeEveryVariant(trials: readonly Trial[]): Verdict {
  const clear = trials.filter(({ arm }) => arm === 'no TLS').map(endOf)
  const secured = trials.filter(({ arm }) => arm !== 'no TLS')
  const answered = secured.find((trial) => endOf(trial).kind === 'lived' && !isStub(trial))
  if (answered !== undefined) return { judged: 'refuted', because: `the receiver does answer a hello: ${answered.arm}` }
  const died = secured
    .map((trial): TrialEnd => (isStub(trial) ? NO_CERTIFICATE : endOf(trial)))
    .filter((end) => end.kind === 'died')
  const alerts = died.filter((end) => end === NO_CERTIFICATE || end.how.startsWith('alert'))
  const clearLives = clear.some(({ kind }) => kind === 'lived')
  const because = `${died.length} of ${secured.length} kinds of TLS died (${[...new Set(died.map(({ how }) => how))].join(', ')}); without TLS the session ${clearLives ? 'passed' : 'did not pass'}`
  return {
    judged: clearLives && died.length >= 3 && alerts.length === died.length ? 'confirmed' : 'undecided',
    because,
  }
}
