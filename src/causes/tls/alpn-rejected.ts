import { defineCause } from '../../domain/cause.ts'
import { note } from '../../domain/lever.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { twoHellos } from '../shared/questions.ts'
import { NEAR_SURE } from '../shared/weights.ts'
import { byAlert, handshakeDeaths, tlsLooks } from './shared/handshake.ts'
import { reportedAlert, reportedHandshakes } from './shared/reported-handshake.ts'

export default defineCause({
  id: 'tls/alpn-rejected',
  title: 'The receiver refuses the application protocol (ALPN) that the sender offers',
  locus: 'sender',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same hello without ALPN',
  explanation: `SMTP has no need of ALPN. A client library that offers \`h2\` or several names meets servers that enforce the extension (Exim since 4.95) and end the handshake with
alert 120 (\`no_application_protocol\`). Nearly always the client is a script or a monitor, not a mail server.`,
  references: ['RFC 7301 §3.2', 'Exim tls_alpn'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    return [
      ...deathClue(
        byAlert(handshakeDeaths(evidence['smtp.session']), 120),
        NEAR_SURE,
        'the receiver refused our application protocol (alert 120)',
      ),
      ...toldClue(
        reportedAlert(reportedHandshakes(evidence.symptom), 120),
        NEAR_SURE,
        'the sender met the alert no_application_protocol',
        { stage: 'tls' },
      ),
    ]
  },
  experiments(evidence) {
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (living === undefined || reportedAlert(reportedHandshakes(evidence.symptom), 120).length === 0) return []
    return [
      twoHellos(
        {
          name: 'without ALPN',
          question: 'Does a hello with application protocols die where one without lives?',
          varied: 'no ALPN extension',
        },
        living.fact.plan,
        { name: 'h2 and http/1.1', hello: { maxVersion: 0x0304, alpn: ['h2', 'http/1.1'] } },
        { name: 'no ALPN', hello: { maxVersion: 0x0304 } },
      ),
    ]
  },
  remedies: () => [
    {
      title: 'Do not offer ALPN on SMTP connections',
      applies: 'after-review',
      steps: [
        note(
          'It is the program that sends, or its TLS library, that is set so: leave out the option that names application protocols, which belongs to HTTP. Python: SSLContext.set_alpn_protocols. Java: SSLParameters.setApplicationProtocols. Node: ALPNProtocols of tls.connect. Go: NextProtos of tls.Config. .NET: SslClientAuthenticationOptions.ApplicationProtocols. OpenSSL: SSL_set_alpn_protos. Mail servers offer none by themselves.',
        ),
      ],
    },
  ],
})
