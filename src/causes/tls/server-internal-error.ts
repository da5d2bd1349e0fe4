import { defineCause } from '../../domain/cause.ts'
import { endOf } from '../../domain/judge.ts'
import { hellos } from '../shared/questions.ts'
import { deathClue, peerName, toldClue } from '../shared/reading.ts'
import { FULL_ANSWER_HELLO } from '../shared/variants.ts'
import { HINT, NEAR_SURE } from '../shared/weights.ts'
import { byAlert, handshakeDeaths, isOldPlan, reportedAlert, reportedHandshakes } from './shared/handshake.ts'
import { COMMON_SUITES } from './shared/suites.table.ts'

export default defineCause({
  id: 'tls/server-internal-error',
  title: 'The TLS stack of the receiver reports an internal error',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'unknown',
  prior: -2,
  explanation: `The receiver answers the ClientHello with alert 80 (\`internal_error\`): its TLS stack understood the hello and failed by itself. Usual reasons are a key
that cannot sign (wrong type, hardware module gone, permissions), a broken session cache, or lack of memory. Its own log names it.

**Look-alikes.** To a hello that stops at TLS 1.1, OpenSSL 3 also answers with alert 80, because no signature algorithm is left: that is a version floor.`,
  references: ['RFC 8446 §6.2', 'exchange-and-remedies.md B4.2'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    { cause: 'tls/server-cert-unusable', decidedBy: 'the log of the receiver: whether the key or certificate failed' },
  ],
  weigh(evidence) {
    const dead = handshakeDeaths(evidence['smtp.session']).filter(({ session }) => !isOldPlan(session.plan))
    return [
      ...deathClue('the receiver reports an internal error of its TLS stack (alert 80)', NEAR_SURE, byAlert(dead, 80)),
      ...toldClue(
        'the MTA met the alert internal_error',
        HINT,
        reportedAlert(reportedHandshakes(evidence.symptom), 80),
        { stage: 'tls' },
      ),
    ]
  },
  experiments(evidence) {
    const dead = byAlert(
      handshakeDeaths(evidence['smtp.session']).filter(({ session }) => !isOldPlan(session.plan)),
      80,
    )[0]
    if (dead === undefined) return []
    return [
      hellos(
        {
          name: 'every kind of hello',
          question: 'Do hellos of different kinds all end with alert 80?',
          varied: 'the TLS version and the suites of the hello',
        },
        dead.session.plan,
        [
          { name: 'TLS 1.3', hello: FULL_ANSWER_HELLO },
          { name: 'TLS 1.2', hello: { maxVersion: 0x0303, suites: COMMON_SUITES } },
        ],
        (trials) => {
          const ends = trials.map(endOf)
          // A ServerHello alone is no answer: the error may come when the key has to sign.
          const living = trials.find(
            ({ result }) =>
              result.kind === 'hello' &&
              result.hello.answer.kind === 'server-hello' &&
              result.hello.answer.version < 0x0304 &&
              result.hello.answer.flightComplete === true,
          )
          if (living !== undefined)
            return {
              judged: 'refuted',
              because: `a hello was answered (${living.arm}): the error depends on what is offered`,
            }
          const internal = ends.filter((end) => end.kind === 'died' && end.how === 'alert 80').length
          return {
            judged: internal >= 2 && internal === ends.length ? 'confirmed' : 'undecided',
            because: `${internal} of ${ends.length} hellos of different kinds ended with alert 80`,
          }
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence['smtp.session'], evidence.symptom)
    return [
      {
        title: 'Ask the receiver to look into its TLS log',
        applies: 'by-someone-else',
        on: 'their-server',
        levers: [{ lever: 'tls.certificate', chain: 'matching-key' }],
        steps: [
          {
            kind: 'ask',
            who: `postmaster of ${host}`,
            text: `The TLS stack of ${host} answers every ClientHello with alert 80 (internal_error). Please look for the reason in its log: usually a key that does not match the certificate or cannot be read, or a failing key store.`,
          },
        ],
      },
      {
        title: `Send to ${host} without TLS until then`,
        applies: 'after-review',
        on: 'our-server',
        costs: 'mail to this host crosses the network in clear',
        levers: [{ lever: 'tls.none-for', host }],
      },
    ]
  },
})
