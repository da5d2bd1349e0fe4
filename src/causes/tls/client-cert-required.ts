import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { deathsAnywhere } from '../shared/sessions.ts'
import { reported, saidByPeer } from '../shared/told.ts'
import { NEAR_SURE, STRONG } from '../shared/weights.ts'
import { reportedAlert, reportedHandshakes } from './shared/handshake.ts'

export default defineCause({
  id: 'tls/client-cert-required',
  title: 'The receiver demands a client certificate that the sender does not present',
  locus: 'receiver',
  stages: ['tls', 'ehlo', 'mail'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `A partner connector or a closed relay accepts only clients with a certificate it knows. OpenSSL servers say so with alert 116 (\`certificate_required\`), which in TLS 1.3
arrives after the handshake and looks like a connection that dies at the second EHLO; Postfix answers \`421 … Error: No client certificate presented\`; Exchange Online
answers 5.7.51 or 5.7.64.

**Look-alikes.** A reputation block names the address, not a certificate.`,
  references: ['RFC 8446 §6.2', 'causes.md S32'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = deathsAnywhere(evidence['smtp.session'], ['tls', 'ehlo', 'mail'])
    const alert = dead.filter(
      ({ fact: { death } }) =>
        death.outcome.kind === 'closed' &&
        death.outcome.alert?.from === 'peer' &&
        death.outcome.alert.description === 116,
    )
    const asked = dead.filter(
      (one) =>
        !alert.includes(one) &&
        one.fact.tls?.clientCertificateAsked === true &&
        one.fact.death.outcome.kind === 'closed',
    )
    return [
      ...deathClue(alert, NEAR_SURE, 'the receiver demands a certificate (alert certificate_required)', {
        decides: 'proves',
      }),
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
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence['smtp.session'], evidence.symptom)
    return [
      {
        title: `Present a client certificate to ${host}`,
        applies: 'needs-values',
        on: 'our-server',
        levers: [{ lever: 'tls.client-certificate', host }],
        steps: [
          {
            kind: 'ask',
            who: `postmaster of ${host}`,
            text: 'Which client certificate does your server accept from us, and from which issuer?',
          },
        ],
      },
      {
        title: 'Or have the receiver ask without demanding',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: `postmaster of ${host}`,
            text: `${host} refuses senders without a client certificate. For public mail please ask for one without demanding it (Postfix: smtpd_tls_ask_ccert = yes, smtpd_tls_req_ccert = no).`,
          },
        ],
      },
    ]
  },
})
