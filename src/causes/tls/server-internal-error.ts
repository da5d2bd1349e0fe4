import { defineCause } from '../../domain/cause.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { endOf } from '../../domain/judge.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { withoutMessage, withTls } from '../shared/variants.ts'
import { HINT, NEAR_SURE } from '../shared/weights.ts'
import { byAlert, handshakeDeaths, isOldPlan } from './shared/handshake.ts'
import { reportedAlert, reportedHandshakes } from './shared/reported-handshake.ts'
import { sendInClear } from './shared/until-mended.ts'

export default defineCause({
  id: 'tls/server-internal-error',
  title: 'The TLS stack of the receiver reports an internal error',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'unknown',
  prior: -2,
  decidedBy: "the receiver's TLS log at that moment",
  explanation: `The receiver answers the ClientHello with alert 80 (\`internal_error\`): its TLS stack understood the hello and failed by itself. Usual reasons are a key
that cannot sign (wrong type, hardware module gone, permissions), a broken session cache, or lack of memory. Its own log names it.

**Look-alikes.** To a hello that stops at TLS 1.1, OpenSSL 3 also answers with alert 80, because no signature algorithm is left: that is a version floor.`,
  references: ['RFC 8446 §6.2'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    { cause: 'tls/server-cert-unusable', decidedBy: 'the log of the receiver: whether the key or certificate failed' },
  ],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session']).filter(({ fact }) => !isOldPlan(fact.plan))
    return [
      ...deathClue(byAlert(dead, 80), NEAR_SURE, 'the receiver reports an internal error of its TLS stack (alert 80)'),
      ...toldClue(
        reportedAlert(reportedHandshakes(evidence.symptom), 80),
        HINT,
        'the MTA met the alert internal_error',
        { stage: 'tls' },
      ),
    ]
  },
  experiments(evidence) {
    const dead = byAlert(
      handshakeDeaths(evidence['smtp.session']).filter(({ fact }) => !isOldPlan(fact.plan)),
      80,
    )[0]
    if (dead === undefined) return []
    return [everyVersion(dead.fact.plan)]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      haveThemSet(
        { lever: 'tls.certificate', chain: 'matching-key' },
        askFor(
          'Ask the receiver to look into its TLS log',
          postmasterOf(evidence),
          `The TLS stack of ${host} answers our handshakes with alert 80 (internal_error). Please look for the reason in its log: usually a key that does not match the certificate or cannot be read, or a failing key store.`,
        ),
      ),
      sendInClear(host),
    ]
  },
})

/** Whole handshakes, since the error may come only when the key has to sign, after the ServerHello. */
function everyVersion(given: SessionPlan): Experiment {
  const plan = withoutMessage(given)
  return {
    name: 'every version',
    question: 'Do handshakes of different versions all end with alert 80?',
    varied: 'TLS maximum 1.2 instead of 1.3',
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: 'as it was', plan },
      { name: 'TLS 1.2 at most', plan: withTls(plan, { maxVersion: 'TLSv1.2' }) },
    ],
    judge(trials) {
      const ends = trials.map(endOf)
      const living = trials.find((trial) => endOf(trial).kind === 'lived')
      if (living !== undefined)
        return {
          judged: 'refuted',
          because: `a handshake passed (${living.arm}): the error depends on what is offered`,
        }
      const internal = ends.filter((end) => end.kind === 'died' && end.how.startsWith('alert 80')).length
      return {
        judged: internal >= 3 && internal === ends.length ? 'confirmed' : 'undecided',
        because: `${internal} of ${ends.length} handshakes of both versions ended with alert 80`,
      }
    },
  }
}
