import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Trial, Verdict } from '../../domain/experiment.ts'
import type { TlsHello } from '../../domain/facts/smtp-facts.ts'
import type { Observation } from '../../domain/observation.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { type DeadSession, nearestDeaths } from '../shared/sessions.ts'
import { reported, saidByPeer } from '../shared/told.ts'
import { FAINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'
import { byAlert, byKind, type HandshakeDeath, handshakeDeaths } from './shared/handshake.ts'
import { reportedAlert, reportedHandshakes } from './shared/reported-handshake.ts'

/** `banner`: with TLS from the first octet the greeting is what follows the handshake. */
const STAGES = ['banner', 'tls', 'ehlo', 'mail'] as const

/** Sessions that ended without a word between the handshake and the answer to the EHLO in TLS. */
function silently(dead: readonly DeadSession[]): readonly DeadSession[] {
  return dead.filter(
    ({ fact: { tls, death } }) =>
      tls !== undefined &&
      death.stage === 'ehlo' &&
      death.outcome.kind === 'closed' &&
      death.outcome.alert === undefined,
  )
}

/** What is owed next is the first answer in TLS. */
function isNextToHandshake({ fact: { plan, death } }: DeadSession): boolean {
  return death.stage === (plan.tls === 'wrapped' ? 'banner' : 'ehlo')
}

function diedByAlert({ fact }: DeadSession, description: number): boolean {
  const { outcome } = fact.death
  return outcome.kind === 'closed' && outcome.alert?.from === 'peer' && outcome.alert.description === description
}

function asksForCertificate({ answer }: TlsHello): boolean {
  return answer.kind === 'server-hello' && answer.clientCertificateAsked === true
}

/** TLS 1.3 hides the request, and a server that misses the certificate says so, or ends, only after the handshake. */
function afterHandshake(ended: readonly DeadSession[], asks: readonly Observation<'tls.hello'>[]): readonly Clue[] {
  const unread = ended.filter(({ fact }) => fact.tls?.clientCertificateAsked === undefined)
  if (unread.length > 0 && asks.length > 0)
    return deathClue(
      unread,
      times(60),
      'the receiver asks for a client certificate, and closed right after a handshake without one',
      { with: asks },
    )
  return deathClue(unread, FAINT, 'the connection ended right after a handshake in which a request cannot be read')
}

/** Alerts in which a server says within a TLS 1.2 handshake that it misses the certificate: Java's handshake_failure, older Go's bad_certificate. */
const MISSED_WITHIN = [40, 42] as const

/** What a server that refuses an empty Certificate message refuses it for is seen where its request is: in the answer to a bare hello. */
function withinHandshake(dead: readonly HandshakeDeath[], asks: readonly Observation<'tls.hello'>[]): readonly Clue[] {
  if (asks.length === 0) return []
  const says = 'the receiver asks for a client certificate, and ended the handshake in which none came'
  return [
    ...deathClue(byAlert(dead, ...MISSED_WITHIN), times(60), says, { with: asks }),
    ...deathClue(byKind(dead, 'eof', 'reset'), times(6), says, { with: asks }),
  ]
}

/** That it asks does not show that it demands; that it does not ask acquits. */
function judgeRequest(trials: readonly Trial[]): Verdict {
  const answers = trials.flatMap(({ result }) => (result.kind === 'hello' ? [result.hello] : []))
  if (answers.some(asksForCertificate)) return { judged: 'undecided', because: 'the server asks for a certificate' }
  return answers.some(({ answer }) => answer.kind === 'server-hello' && answer.clientCertificateAsked === false)
    ? { judged: 'refuted', because: 'the server asks for no certificate' }
    : { judged: 'undecided', because: 'no answer in which a request could be read' }
}

export default defineCause({
  id: 'tls/client-cert-required',
  title: 'The receiver demands a client certificate that the sender does not present',
  locus: 'receiver',
  stages: STAGES,
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same session with a client certificate',
  explanation: `A partner connector or a closed relay accepts only clients with a certificate it knows. OpenSSL servers say so with alert 116 (\`certificate_required\`), which in TLS 1.3
arrives after the handshake and looks like a connection that dies at the second EHLO, or before the greeting of a port with TLS from the first octet; Postfix answers \`421 … Error: No client certificate presented\`; Exchange Online
answers 5.7.51 or 5.7.64.

**Look-alikes.** A reputation block names the address, not a certificate.`,
  references: ['RFC 8446 §6.2'],
  needs: ['smtp.session', 'symptom', 'tls.hello'],
  weigh(evidence) {
    const dead = nearestDeaths(evidence['smtp.session'], STAGES)
    const alert = dead.filter((one) => diedByAlert(one, 116))
    // Java and older Go say it as bad_certificate, also after a TLS 1.3 handshake; we sent none that could be bad.
    const bad = dead.filter((one) => isNextToHandshake(one) && one.fact.tls !== undefined && diedByAlert(one, 42))
    const asked = dead.filter(
      (one) =>
        !alert.includes(one) &&
        one.fact.tls?.clientCertificateAsked === true &&
        one.fact.death.outcome.kind === 'closed',
    )
    const asks = evidence['tls.hello'].seen.filter(({ fact }) => asksForCertificate(fact))
    return [
      ...deathClue(alert, NEAR_SURE, 'the receiver demands a certificate (alert certificate_required)', {
        decides: 'proves',
      }),
      ...deathClue(bad, STRONG, 'the receiver calls the certificate bad that we did not send (alert bad_certificate)'),
      ...toldClue(
        saidByPeer(evidence, { symptoms: ['tls.cert.clientrequired'], orUnattributed: true }),
        NEAR_SURE,
        'the peer says that no client certificate was presented',
        { stage: 'ehlo', decides: 'proves' },
      ),
      ...clue(
        [
          ...new Set([
            ...reported(evidence.symptom, ['tls.cert.clientrequired']).filter(({ fact }) => fact.speaker === 'us'),
            ...reportedAlert(reportedHandshakes(evidence.symptom), 116),
          ]),
        ],
        STRONG,
        'the sender was asked for a certificate that it has not got',
      ),
      ...deathClue(asked, STRONG, 'the receiver asked for a client certificate and closed when none came'),
      ...afterHandshake(silently(dead), asks),
      ...withinHandshake(handshakeDeaths(evidence['smtp.session']), asks),
    ]
  },
  experiments(evidence) {
    const [first] = [
      ...silently(nearestDeaths(evidence['smtp.session'], ['ehlo'])),
      ...byAlert(handshakeDeaths(evidence['smtp.session']), ...MISSED_WITHIN),
    ]
    if (first === undefined || first.fact.tls?.clientCertificateAsked !== undefined) return []
    return [
      hellos(
        {
          name: 'certificate request',
          question: 'Does the server ask for a client certificate?',
          varied: 'TLS 1.2 at most, where the request can be read',
        },
        first.fact.plan,
        [{ name: 'TLS 1.2', hello: { maxVersion: 0x0303 } }],
        judgeRequest,
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      askFor(
        'Ask the receiver whether it means to demand it',
        postmasterOf(evidence),
        `${host} refuses senders without a client certificate. For mail from everybody please ask for one without demanding it (Postfix: smtpd_tls_ask_ccert = yes, smtpd_tls_req_ccert = no). If it is meant for partners alone: which certificate do you accept from us, and from which issuer?`,
      ),
      {
        title: `Once they have named one: present a client certificate to ${host}`,
        applies: 'needs-values',
        on: 'our-server',
        costs: 'every server that asks for a certificate gets to see it',
        levers: [{ lever: 'tls.client-certificate', host }],
      },
    ]
  },
})
