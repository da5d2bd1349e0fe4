import { defineCause } from '../../domain/cause.ts'
import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import { endOf, type TrialEnd } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { lastReply, nearestDeaths } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { helloOf, withoutMessage, withoutTls } from '../shared/variants.ts'
import { FAINT, HINT, STRONG } from '../shared/weights.ts'
import { byAlert, byKind, handshakeDeaths, isOldPlan } from './shared/handshake.ts'
import { reportedAs, reportedHandshakes } from './shared/reported-handshake.ts'
import { CERTIFICATELESS_HELLO, EVERY_GROUP, EVERY_TLS12_GROUP, LEGACY_SUITES } from './shared/suites.table.ts'
import { sendInClear } from './shared/until-mended.ts'

/**
 * One hello that offers everything up to TLS 1.2, one for TLS 1.3: whatever a usable certificate could serve. The second names no
 * server, as most MTAs do, so that one whose name is disliked is answered.
 */
const WIDE_TLS12 = { maxVersion: 0x0303, suites: LEGACY_SUITES, groups: EVERY_TLS12_GROUP } as const
const TLS13 = { maxVersion: 0x0304, keyShare: 'x25519', groups: EVERY_GROUP, sni: null } as const
/** To a hello without a name it tells of the missing name, not of a certificate. */
const UNRECOGNIZED_NAME = 'alert 112'

export default defineCause({
  id: 'tls/server-cert-unusable',
  title: 'The receiver offers STARTTLS and cannot do TLS: its key or certificate is unusable',
  locus: 'receiver',
  stages: ['starttls', 'tls', 'banner'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: "the receiver's TLS log: does its key fit its certificate?",
  explanation: `After a renewal the key does not match the certificate, cannot be read, or the file is gone. The server goes on announcing STARTTLS and then answers
\`454 TLS not available due to local problem\`, sends alert 40 because no suite fits a missing certificate, or just closes. Without TLS the same session passes; with TLS
*every* variant dies, whatever the version, the suites and the size of the hello.

**Look-alikes.** A box on the way that kills every TLS handshake looks the same from one vantage point; another network then passes. A crash on STARTTLS is seen in the
receiver's log only.`,
  references: [],
  needs: ['smtp.session', 'symptom', 'tls.hello'],
  alternatives: [
    {
      cause: 'firewall/reset-injected',
      decidedBy: 'the same handshake from another network, or the TTL of the reset in a capture',
      look: 'again.captured',
    },
  ],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session']).filter(({ fact }) => !isOldPlan(fact.plan))
    const refused = nearestDeaths(evidence['smtp.session'], ['starttls']).filter(({ fact }) =>
      /local problem|certificate|private key|temporarily unavailable/i.test(lastReply(fact)?.text ?? ''),
    )
    const told = reported(evidence.symptom, ['tls.refused']).filter(({ fact }) =>
      /local problem|certificate|private key/i.test(fact.words),
    )
    const speaks = [
      ...deathClue(
        byAlert(dead, 40),
        FAINT,
        'the receiver found no suite that fits (alert 40): a server without a usable certificate says that to everybody',
      ),
      ...deathClue(
        byKind(dead, 'eof', 'reset'),
        HINT,
        'the receiver agreed to STARTTLS and ended the connection at the hello',
      ),
      ...deathClue(
        byKind(dead, 'not-tls').filter(({ fact }) => fact.plan.tls !== 'wrapped'),
        HINT,
        'after its 220 to STARTTLS the receiver went on in clear',
      ),
      ...deathClue(refused, HINT, 'the receiver refuses STARTTLS because of a problem of its own'),
      ...toldClue(told, HINT, 'the receiver refused STARTTLS because of a problem of its own', { stage: 'starttls' }),
    ]
    const dropped = toldClue(
      reportedAs(reportedHandshakes(evidence.symptom), 'eof', 'reset', 'closed'),
      FAINT,
      'the MTA lost the connection in the handshake',
      { stage: 'tls' },
    )
    if (speaks.length === 0) return dropped
    const answered = evidence['tls.hello'].seen.filter(
      ({ fact }) => fact.answer.kind === 'server-hello' && !isWithoutCertificate(fact.answer),
    )
    const clear = evidence['smtp.session'].seen.filter(
      ({ fact }) => fact.role === 'experiment' && fact.plan.tls === 'none' && fact.lived,
    )
    const unanswered = evidence['tls.hello'].seen.filter(
      ({ fact: { answer } }) =>
        answer.kind === 'closed' ||
        answer.kind === 'alert' ||
        (isWithoutCertificate(answer) && !(answer.kind === 'server-hello' && answer.retry)),
    )
    // A reset may as well come from a box on the way that lets no TLS through.
    const reset = unanswered.some(({ fact }) => fact.answer.kind === 'closed' && fact.answer.by === 'rst')
    const kinds = new Set(unanswered.map(({ fact }) => fact.hello.maxVersion))
    return [
      ...speaks,
      ...clue(answered, -STRONG, 'the receiver answered a hello of another kind'),
      ...(answered.length === 0 && clear.length > 0 && kinds.size >= 2
        ? clue(
            [...unanswered, ...clear],
            reset ? HINT : STRONG,
            'hellos of different kinds all died, while a session without TLS passed',
          )
        : []),
    ]
  },
  experiments(evidence) {
    const dead = byKind(handshakeDeaths(evidence['smtp.session']), 'eof', 'reset', 'alert')[0]
    return dead === undefined ? [] : [everyVariant(dead.fact.plan)]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      haveThemSet(
        { lever: 'tls.certificate', chain: 'matching-key' },
        askFor(
          'Have the receiver repair its key and certificate',
          postmasterOf(evidence),
          `${host} announces STARTTLS, and then every TLS handshake fails, whatever is offered; without TLS it takes mail. Please check that the private key matches the certificate and is readable by the mail server, then reload it.`,
        ),
      ),
      sendInClear(host),
    ]
  },
})

function everyVariant(plan: SessionPlan): Experiment {
  return {
    name: 'every variant',
    question: 'Does every kind of TLS die while a session without TLS lives?',
    varied: 'TLS as a whole: other versions and suites, and none',
    endpoint: plan.endpoint,
    trials: 1,
    patienceMs: 3000,
    arms: [
      { name: 'the session that failed', plan },
      { name: 'TLS 1.2, every suite', plan: helloOf(plan, WIDE_TLS12) },
      { name: 'TLS 1.3, no server name', plan: helloOf(plan, TLS13) },
      { name: 'suites without a certificate', plan: helloOf(plan, CERTIFICATELESS_HELLO) },
      { name: 'no TLS', plan: withoutMessage(withoutTls(plan)) },
    ],
    judge: judgeEveryVariant,
    read: readHandshake,
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
function isWithoutCertificate(answer: HelloAnswer): boolean {
  if (answer.kind !== 'server-hello' || answer.version < 0x0304) return false
  return answer.retry || (answer.flightComplete === true && answer.flightBytes < STUB_FLIGHT_BYTES)
}

const ASKED_AGAIN = { kind: 'unclear', why: 'the receiver asked for another group' } as const satisfies TrialEnd

/** A HelloRetryRequest comes before the certificate matters: whether the next hello would live is open. */
function isRetry({ result }: Trial): boolean {
  return result.kind === 'hello' && result.hello.answer.kind === 'server-hello' && result.hello.answer.retry
}

function isStub({ result }: Trial): boolean {
  return result.kind === 'hello' && isWithoutCertificate(result.hello.answer)
}

/** A ServerHello that no certificate follows is no life. */
function readHandshake(trial: Trial): TrialEnd {
  if (isRetry(trial)) return ASKED_AGAIN
  return isStub(trial) ? NO_CERTIFICATE : endOf(trial)
}

/** Alerts prove a live TLS stack that cannot serve anybody. Bare closes could come from a box on the way: they stay undecided. */
function judgeEveryVariant(trials: readonly Trial[]): Verdict {
  const clear = trials.filter(({ arm }) => arm === 'no TLS').map(endOf)
  const secured = trials.filter(({ arm }) => arm !== 'no TLS')
  const answered = secured.find((trial) => endOf(trial).kind === 'lived' && !isStub(trial))
  if (answered !== undefined) return { judged: 'refuted', because: `the receiver does answer a hello: ${answered.arm}` }
  const died = secured.map(readHandshake).filter((end) => end.kind === 'died')
  const alerts = died.filter(
    (end) => end === NO_CERTIFICATE || (end.how.startsWith('alert') && end.how !== UNRECOGNIZED_NAME),
  )
  const clearLives = clear.some(({ kind }) => kind === 'lived')
  const because = `${died.length} of ${secured.length} kinds of TLS died (${[...new Set(died.map(({ how }) => how))].join(', ')}); without TLS the session ${clearLives ? 'passed' : 'did not pass'}`
  return {
    judged: clearLives && died.length >= 3 && alerts.length === died.length ? 'confirmed' : 'undecided',
    because,
  }
}
