import { defineCause } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { reported } from '../shared/told.ts'
import { withTls } from '../shared/variants.ts'
import { BARE_ERROR, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { byOurWords, handshakeDeaths, leaves } from './shared/handshake.ts'
import { sendInClear, sendUnverified } from './shared/until-mended.ts'

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
  look: 'peer.certificate',
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
          stage: 'tls',
        },
      ),
    ]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    const what = weakThing(evidence)
    const letter = askFor(
      'Ask the receiver for a stronger key',
      postmasterOf(evidence),
      `${WEAK_IS[what](host)} Current TLS libraries refuse it as too weak.`,
    )
    switch (what) {
      case 'certificate':
        return [letter, sendUnverified(host), sendInClear(host)]
      case 'parameters':
        return [letter, withoutDiffieHellman(host), sendInClear(host)]
      case 'unknown':
        return [letter, withoutDiffieHellman(host), sendUnverified(host), sendInClear(host)]
    }
  },
})

const WEAK_IS = {
  certificate: (host: string) =>
    `The certificate of ${host}, or one that signed it, has a short key or an old signature: please have it issued anew with RSA 2048 or ECDSA P-256 and SHA-256.`,
  parameters: (host: string) =>
    `${host} uses short Diffie-Hellman parameters: please use 2048 bits, or offer ECDHE alone.`,
  unknown: (host: string) =>
    `${host} uses Diffie-Hellman parameters, a key or a signature that are too short: please use RSA 2048 or ECDSA P-256 with SHA-256, and DH parameters of 2048 bits or none.`,
} as const

/** Which of them it is, by the words of the library that ended the handshake. */
function weakThing(evidence: View<'smtp.session' | 'symptom'>): keyof typeof WEAK_IS {
  const told = reported(evidence.symptom, ['tls.handshake.weakdh', 'tls.cert.weak'])
  // What was read of a whole report says it already.
  const [first, ...rest] = new Set(told.map(({ fact }) => fact.symptom))
  if (first !== undefined && rest.length === 0) {
    if (first === 'tls.handshake.weakdh') return 'parameters'
    if (told.every(({ fact }) => /\bcertificate\b|\brsa\b/i.test(fact.words))) return 'certificate'
  }
  const words = [
    ...byOurWords(handshakeDeaths(evidence['smtp.session']), WEAK_WORDS).flatMap(({ fact: { death } }) =>
      death.outcome.kind === 'closed' ? (death.outcome.detail ?? []) : [],
    ),
    ...told.map(({ fact }) => fact.words),
  ]
    .join(' ')
    .replaceAll('_', ' ')
  if (OF_DIFFIE_HELLMAN.test(words)) return 'parameters'
  return /\b(?:ee|ca) (?:key|md)\b|certificate|signature|\brsa\b/i.test(words) ? 'certificate' : 'unknown'
}

/** OpenSSL's bare “modulus too small” is that of its DH code (`dherr.h`); the line around it may speak of certificates, too. */
const OF_DIFFIE_HELLMAN =
  /\bdh[- ](?:key|value|prime|p\b|modulus|param|group|serverkeyexchange)|\bephemeral dh\b|diffie|\bprime\b|(?<!\brsa )\bmodulus\b/i

function withoutDiffieHellman(host: string): Remedy {
  return {
    title: `Leave out Diffie-Hellman for ${host}`,
    applies: 'after-review',
    on: 'our-server',
    costs: 'never lower the security level for everybody',
    levers: [{ lever: 'tls.exclude-for', host, ciphers: 'kDHE' }],
  }
}
