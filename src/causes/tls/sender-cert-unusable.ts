import { defineCause } from '../../domain/cause.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { reported } from '../shared/told.ts'
import { FAINT, NEAR_SURE } from '../shared/weights.ts'
import { tlsLooks } from './shared/handshake.ts'

export default defineCause({
  id: 'tls/sender-cert-unusable',
  title: 'The sending server cannot use its own client certificate',
  locus: 'sender',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same session without a client certificate',
  explanation: `The connector or the MTA is told to present a certificate that is not there, has no private key, or is not bound to SMTP (Exchange hybrid after a renewal). The handshake ends
before anything is sent: \`TlsCertificateName … could not be found\`, \`NoCredentials\`, \`UnknownCredentials\`. The queue of Exchange shows only \`421 4.4.1 Connection timed out\`.

**Look-alikes.** The network: EHLO and STARTTLS stand in the protocol log, so the line is fine, and a probe without a client certificate passes.`,
  references: ['Microsoft KB 4051498'],
  needs: ['symptom', 'smtp.session'],
  weigh(evidence) {
    const told = reported(evidence.symptom, ['tls.local.nocert', 'tls.cert.clientoffered']).filter(
      ({ fact }) => fact.symptom === 'tls.local.nocert' || /credentials/i.test(fact.words),
    )
    if (told.length === 0) return []
    return [
      ...toldClue(told, NEAR_SURE, 'the sending server found no usable certificate of its own', { stage: 'tls' }),
      ...clue(tlsLooks(evidence['smtp.session']), FAINT, 'a handshake without a client certificate passes'),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'Give the sending server a certificate that it can use',
      applies: 'needs-values',
      on: 'our-server',
      levers: [{ lever: 'tls.client-certificate', host: peerName(evidence) }],
    },
  ],
})
