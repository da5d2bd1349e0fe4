import { defineCause } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'
import { isUnknownCommand, type Outcome } from '../../domain/outcome.ts'
import type { Reply } from '../../domain/reply.ts'
import { clue, deathClue, provesIf, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { type DeadSession, endedBy, lastReply, livingLooks, nearestDeaths } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { offersStarttls } from './shared/offer.ts'
import { sendInClear } from './shared/until-mended.ts'

/** So many handshakes and no more (Postfix: `too many new TLS sessions`): nothing is wrong with its TLS. */
const COUNTED = /\btoo many\b|\brate\b|\blimit/i

export default defineCause({
  id: 'tls/starttls-refused',
  title: 'The receiver announces STARTTLS and refuses it when asked',
  locus: 'receiver',
  stages: ['starttls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the answer to STARTTLS',
  explanation: `EHLO lists STARTTLS, and the command is answered with 454 (\`TLS not available\`) or another refusal. The server's TLS engine did not start: as a rule the
certificate or its key cannot be loaded. Opportunistic senders go on in clear; senders that require TLS defer.

**Look-alikes.** A 421 at this point announces that the server closes for a reason of its own (load, policy): its words decide. A connection that dies without a reply
here is a filter or a crash.`,
  references: ['RFC 3207 §4'],
  alternatives: [
    {
      cause: 'rate/connection-rate-limit',
      decidedBy: 'the words of the refusal, or one session after a quiet minute: a limit lets it pass',
      look: 'again.later',
    },
  ],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  weigh(evidence) {
    const refused = refusedDeaths(evidence['smtp.session'])
    const steps = refusedSteps(evidence)
    const counted = steps.filter(
      ({ fact }) => refusalIn(fact.outcome)?.lines.some((line) => COUNTED.test(line)) === true,
    )
    const otherwise = evidence.symptom.seen.filter(
      ({ fact }) =>
        fact.origin === 'live' && fact.stage === 'starttls' && /^(reputation|limit|greylist|policy)/.test(fact.symptom),
    )
    // "Command not recognized" for a command that was just announced: somebody on the way may have changed it.
    const unknown = refused.filter(({ fact }) => endedBy(fact, isUnknownCommand))
    const plain = refused.filter((one) => !unknown.includes(one))
    return [
      ...deathClue(
        plain,
        NEAR_SURE,
        `the receiver answered STARTTLS with ${plain[0] === undefined ? '' : lastReply(plain[0].fact)?.code}`,
        provesIf(otherwise.length === 0),
      ),
      ...deathClue(unknown, HINT, 'the receiver does not know the STARTTLS command that it announced'),
      ...clue(
        steps.filter((step) => !counted.includes(step)),
        NEAR_SURE,
        'the receiver announced STARTTLS and refused it; the session went on in clear',
        { decides: 'proves', stage: 'starttls' },
      ),
      ...clue(
        counted,
        HINT,
        'the receiver refused STARTTLS for a number that is reached; the session went on in clear',
        {
          stage: 'starttls',
        },
      ),
      ...toldClue(reported(evidence.symptom, ['tls.refused']), STRONG, 'the peer refused STARTTLS', {
        stage: 'starttls',
      }),
      ...(refused.length === 0 ? [] : clue(otherwise, -STRONG, 'its words are about policy, not about TLS')),
    ]
  },
  // A refusal that calls itself temporary may be one.
  persistenceFor: (evidence) => (isCalledTemporary(evidence) ? 'unknown' : 'until-fixed'),
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      haveThemSet(
        { lever: 'tls.certificate', chain: 'matching-key' },
        askFor(
          'Have the receiver repair its TLS set-up',
          postmasterOf(evidence),
          `${host} lists STARTTLS in its EHLO answer and then refuses the command. Please check that certificate and private key match and can be read by the mail server, and reload it; or stop announcing STARTTLS.`,
        ),
      ),
      sendInClear(host),
    ]
  },
})

/** The reply that refused. */
function refusalIn(outcome: Outcome): Reply | undefined {
  return outcome.kind === 'reply' && outcome.reply.code >= 400 ? outcome.reply : undefined
}

/** 421 announces that the server closes, for a reason of its own. */
function isRefusal(outcome: Outcome): boolean {
  const code = refusalIn(outcome)?.code
  return code !== undefined && code !== 421
}

/** First looks that ended with the refusal. */
function refusedDeaths(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return nearestDeaths(sessions, ['starttls'], isRefusal).filter(({ fact }) => offersStarttls(fact) !== false)
}

/** Opportunistic first looks go on in clear: the refusal stands in the step. */
function refusedSteps(evidence: View<'smtp.session' | 'smtp.step'>): readonly Observation<'smtp.step'>[] {
  const lived = new Set(livingLooks(evidence['smtp.session']).map(({ fact }) => fact.session))
  return evidence['smtp.step'].seen.filter(
    ({ fact }) =>
      fact.role === 'baseline' &&
      fact.stage === 'starttls' &&
      lived.has(fact.session) &&
      refusalIn(fact.outcome) !== undefined,
  )
}

/** Each refusal that first looks met says so of itself; what companions and trials met is not the receiver's answer to us. */
function isCalledTemporary(evidence: View<'smtp.session' | 'smtp.step'>): boolean {
  const refusals = [
    ...refusedDeaths(evidence['smtp.session']).map(({ fact }) => fact.death.outcome),
    ...refusedSteps(evidence).map(({ fact }) => fact.outcome),
  ].flatMap((outcome) => refusalIn(outcome) ?? [])
  return refusals.length > 0 && refusals.every(({ code, lines }) => code < 500 && /temporar/i.test(lines.join(' ')))
}
