import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { hellos, twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { reported } from '../shared/told.ts'
import { withTls } from '../shared/variants.ts'
import { HINT, NEAR_SURE } from '../shared/weights.ts'
import { byOurWords, handshakeDeaths, tlsLooks } from './shared/handshake.ts'
import { COMMON_SUITES } from './shared/suites.table.ts'
import { sendInClear } from './shared/until-mended.ts'

const LEGACY_WORDS = /legacy renegotiation|unsafe legacy/i

export default defineCause({
  id: 'tls/legacy-renegotiation',
  title: 'The receiver lacks secure renegotiation (RFC 5746), which OpenSSL 3 senders demand',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same session with legacy renegotiation allowed',
  explanation: `The server's TLS stack dates from before 2010: its ServerHello has no \`renegotiation_info\`. OpenSSL 3 clients end the handshake with
\`unsafe legacy renegotiation disabled\`; older clients never cared, so the fault begins with an upgrade of the sender.

**Look-alikes.** A version floor: here TLS 1.2 or 1.0 is negotiated, and only the extension is missing.`,
  references: ['RFC 5746 §3.4', 'SSL_OP_LEGACY_SERVER_CONNECT'],
  needs: ['smtp.session', 'symptom', 'tls.hello'],
  weigh(evidence) {
    const refused = byOurWords(handshakeDeaths(evidence['smtp.session']), LEGACY_WORDS)
    const told = reported(evidence.symptom, ['tls.handshake.legacyreneg'])
    const speaks = [
      ...deathClue(refused, NEAR_SURE, 'our TLS library refused a server without secure renegotiation', {
        decides: 'proves',
      }),
      ...toldClue(told, NEAR_SURE, 'the sending library refused a server without secure renegotiation', {
        stage: 'tls',
      }),
    ]
    if (speaks.length === 0) return []
    const lacking = evidence['tls.hello'].seen.filter(
      ({ fact }) =>
        fact.answer.kind === 'server-hello' &&
        fact.answer.version < 0x0304 &&
        fact.answer.secureRenegotiation === false,
    )
    return [...speaks, ...clue(lacking, HINT, 'the ServerHello carries no renegotiation_info')]
  },
  experiments(evidence) {
    const dead = byOurWords(handshakeDeaths(evidence['smtp.session']), LEGACY_WORDS)[0]
    if (dead !== undefined) {
      const { plan } = dead.fact
      return [
        twoSessions(
          {
            name: 'legacy servers allowed',
            question: 'Does the session pass when our library accepts servers without RFC 5746?',
            varied: 'servers without secure renegotiation accepted',
          },
          {
            fails: { name: 'as usual', plan },
            lives: { name: 'accepted', plan: withTls(plan, { legacyRenegotiation: true }) },
            stage: 'tls',
          },
        ),
      ]
    }
    const living = tlsLooks(evidence['smtp.session'])[0]
    if (living === undefined || reported(evidence.symptom, ['tls.handshake.legacyreneg']).length === 0) return []
    return [
      hellos(
        {
          name: 'ServerHello',
          question: 'Does the ServerHello of TLS 1.2 carry renegotiation_info?',
          varied: 'nothing: the answer itself tells',
        },
        living.fact.plan,
        [{ name: 'TLS 1.2', hello: { maxVersion: 0x0303, suites: COMMON_SUITES } }],
        (trials) => {
          const answers = trials.flatMap(({ result }) =>
            result.kind === 'hello' && result.hello.answer.kind === 'server-hello' ? [result.hello.answer] : [],
          )
          if (answers.some(({ secureRenegotiation }) => secureRenegotiation === true))
            return { judged: 'refuted', because: 'the ServerHello carries renegotiation_info' }
          const lacking = answers.filter(({ secureRenegotiation }) => secureRenegotiation === false).length
          return {
            judged: lacking >= 2 ? 'confirmed' : 'undecided',
            because: `${lacking} of ${trials.length} ServerHellos came without renegotiation_info`,
          }
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      askFor(
        'Ask the receiver to update its TLS library',
        postmasterOf(evidence),
        `The TLS stack of ${host} does not know secure renegotiation (RFC 5746, 2010). OpenSSL 3 refuses such servers. Please update it.`,
      ),
      {
        title: 'Or accept such servers, which keeps the encryption',
        applies: 'after-review',
        costs:
          'it concerns every destination; the renegotiation of such servers can be abused (CVE-2009-3555), which SMTP does not use',
        steps: [
          {
            kind: 'note',
            text: 'Postfix: tls_ssl_options = LEGACY_SERVER_CONNECT. Exim with OpenSSL: openssl_options = +legacy_server_connect.',
          },
        ],
      },
      sendInClear(host),
    ]
  },
})
