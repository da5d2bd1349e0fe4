import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { reported } from '../shared/told.ts'
import { withTls } from '../shared/variants.ts'
import { BARE_ERROR, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { byOurWords, handshakeDeaths, leaves } from './shared/handshake.ts'
import { sendInClear } from './shared/until-mended.ts'

const WEAK_WORDS =
  /key too (small|weak|short)|md too weak|ca key too|bad dh value|modulus too small|signature algorithm too weak/i

export default defineCause({
  id: 'tls/weak-key-or-signature',
  title: 'The receiver uses a key or signature that is too weak for current TLS libraries',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the key and signature of the certificate (`openssl x509 -text`)',
  explanation: `Diffie-Hellman parameters of 1024 bits or fewer, an RSA key of 1024 bits, or a chain signed with MD5 or SHA-1: the *sender's* library ends the handshake after the
server's flight (\`dh key too small\`, \`ee key too small\`, \`ca md too weak\`). The server sees alert 40 or 42 from us.

**Look-alikes.** With a version floor the library objects to the version in the ServerHello, before any key is looked at.`,
  references: ['RFC 9325 §4', 'RFC 9155'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const refused = byOurWords(handshakeDeaths(evidence['smtp.session']), WEAK_WORDS)
    const told = reported(evidence.symptom, ['tls.handshake.weakdh', 'tls.cert.weak'])
    const weak = leaves(evidence['smtp.session']).filter(
      ({ leaf }) =>
        (leaf.keyType === 'rsa' && (leaf.keyBits ?? 4096) < 2048) ||
        /md5|sha-?1(?!\d)/i.test(leaf.signatureAlgorithm ?? ''),
    )
    return [
      ...deathClue(refused, NEAR_SURE, 'our TLS library found the key or signature of the receiver too weak', {
        decides: 'proves',
      }),
      ...toldClue(told, NEAR_SURE, 'the sending library found the key or signature of the receiver too weak', {
        stage: 'tls',
      }),
      ...toldClue(
        reported(evidence.symptom, ['tls.handshake.sigalg']).filter(({ fact }) => !/legacy/i.test(fact.words)),
        BARE_ERROR,
        'the MTA found no signature in common with the receiver',
        { stage: 'tls' },
      ),
      ...(told.length === 0
        ? []
        : clue(
            weak.map(({ look }) => look),
            STRONG,
            'the certificate that we saw has a short key or an old signature',
          )),
    ]
  },
  experiments(evidence) {
    const dead = byOurWords(handshakeDeaths(evidence['smtp.session']), WEAK_WORDS)[0]
    if (dead === undefined) return []
    const { plan } = dead.fact
    return [
      twoSessions(
        {
          name: 'security level 0',
          question: 'Does the session pass when our library accepts weak keys?',
          varied: 'OpenSSL security level 0 instead of its default',
        },
        {
          fails: { name: 'default level', plan },
          lives: { name: 'level 0', plan: withTls(plan, { ciphers: 'DEFAULT:@SECLEVEL=0' }) },
          change: 'with weak keys accepted',
          stage: 'tls',
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      {
        title: 'Ask the receiver for a stronger key',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: postmasterOf(evidence),
            text: `${host} uses Diffie-Hellman parameters, a key or a signature that current TLS libraries refuse as too weak. Please use RSA 2048 or ECDSA P-256 with SHA-256, and DH parameters of 2048 bits or none.`,
          },
        ],
      },
      {
        title: `Leave out Diffie-Hellman for ${host}`,
        applies: 'after-review',
        on: 'our-server',
        costs: 'helps when the DH parameters are weak; never lower the security level for everybody',
        levers: [{ lever: 'tls.exclude-for', host, ciphers: 'kDHE' }],
      },
      sendInClear(host),
    ]
  },
})
