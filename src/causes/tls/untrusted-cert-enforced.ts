import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { note } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { withoutVerification } from '../shared/variants.ts'
import { FAINT, HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import {
  flawedLooks,
  isKnownIssuer,
  isLeafOnly,
  isShielded,
  sameCertificateElsewhere,
  verifyDeaths,
} from './shared/certificates.ts'
import { demandLocus } from './shared/demand.ts'
import { leaves } from './shared/handshake.ts'
import { toldOfReceivers } from './shared/told-certificate.ts'
import { sendUnverified } from './shared/until-mended.ts'

export default defineCause({
  id: 'tls/untrusted-cert-enforced',
  title: 'The sender insists on a trusted certificate, and the receiver’s is not',
  locus: 'sender',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same session without verification',
  look: 'again.unverified',
  explanation: `The server answers the handshake in full, and the *client* ends it: the certificate is self-signed or comes from an authority that the sender does not know. Ordinary
mail is opportunistic and ignores this; a connector, a \`verify\` or \`secure\` level, or an application that checks like a browser does not.

**Look-alikes.** A public certificate without its intermediate also fails with "unable to get local issuer"; so does every certificate when a mail shield on the sending host
replaces them.`,
  references: ['RFC 7435', 'RFC 8314 §3'],
  needs: ['smtp.session', 'symptom', 'mta.setting', 'tls.policy'],
  weigh(evidence) {
    const forged = verifyDeaths(evidence['smtp.session'], 'self-signed', 'issuer').filter(
      ({ fact }) => isShielded(fact) || sameCertificateElsewhere(fact, evidence['smtp.session']).length > 0,
    )
    const self = verifyDeaths(evidence['smtp.session'], 'self-signed').filter(
      ({ fact }) => !forged.some((one) => one.fact === fact),
    )
    const issuer = verifyDeaths(evidence['smtp.session'], 'issuer').filter(
      ({ fact }) => !forged.some((one) => one.fact === fact),
    )
    const leafOnly = issuer.filter(({ fact }) => isLeafOnly(fact.tls?.chain))
    const told = toldOfReceivers(evidence.symptom, ['tls.cert.untrusted', 'tls.cert.selfsigned', 'tls.cert.rejected'])
    const selfTold = told.filter(({ fact }) => fact.symptom === 'tls.cert.selfsigned')
    const flawed = flawedLooks(evidence['smtp.session'], 'self-signed', 'issuer').filter(
      ({ fact }) => !isLeafOnly(fact.tls?.chain),
    )
    const leafOnlyLooks = flawedLooks(evidence['smtp.session'], 'issuer').filter(({ fact }) =>
      isLeafOnly(fact.tls?.chain),
    )
    const others = forged.flatMap(({ fact }) => sameCertificateElsewhere(fact, evidence['smtp.session']))
    return [
      ...deathClue(forged, HINT, 'the certificate does not verify, and the session was to verify it'),
      ...clue(others, -STRONG, 'another destination shows the very same certificate'),
      ...deathClue(self, NEAR_SURE, 'the certificate is self-signed, and the session was to verify it', {
        decides: 'proves',
      }),
      ...deathClue(
        issuer.filter((one) => !leafOnly.includes(one)),
        STRONG,
        'no trusted authority stands behind the certificate chain, and the session was to verify it',
      ),
      ...deathClue(
        leafOnly.filter(({ fact }) => isKnownIssuer(fact.tls) !== false),
        HINT,
        'the issuer of the certificate is not known here',
      ),
      ...deathClue(
        leafOnly.filter(({ fact }) => isKnownIssuer(fact.tls) === false),
        STRONG,
        'no authority of the organisation that signed the certificate is trusted here',
      ),
      ...toldClue(selfTold, STRONG, 'the MTA refused a self-signed certificate', { stage: 'tls' }),
      ...toldClue(
        told.filter((one) => !selfTold.includes(one)),
        HINT,
        'the MTA does not trust the certificate',
        { stage: 'tls' },
      ),
      ...(told.length === 0 ? [] : clue(flawed, STRONG, 'the certificate that we saw does not verify')),
      ...(told.length === 0 ? [] : clue(leafOnlyLooks, FAINT, 'the certificate that we saw has no known issuer')),
    ]
  },
  experiments(evidence) {
    const dead = verifyDeaths(evidence['smtp.session'], 'self-signed', 'issuer')[0]
    if (dead === undefined || dead.fact.plan.tls !== 'verify' || isLeafOnly(dead.fact.tls?.chain)) return []
    // That a forged certificate passes unverified says nothing about the receiver's.
    if (isShielded(dead.fact) || sameCertificateElsewhere(dead.fact, evidence['smtp.session']).length > 0) return []
    return [
      twoSessions(
        {
          name: 'without verification',
          question: 'Does the same session pass when the certificate is not judged?',
          varied: 'the certificate is not verified',
        },
        {
          fails: { name: 'verifying', plan: dead.fact.plan },
          lives: { name: 'not verifying', plan: withoutVerification(dead.fact.plan) },
          stage: 'tls',
        },
      ),
    ]
  },
  locusFor: demandLocus,
  remedies(evidence) {
    const host = peerName(evidence)
    const looked = evidence['tls.policy'].seen.map(
      ({ fact: { kind, status, why } }) => `${kind === 'dane' ? 'DANE (TLSA)' : 'MTA-STS'}: ${status}, ${why}`,
    )
    return [
      haveThemSet(
        { lever: 'tls.certificate', chain: 'full-chain' },
        askFor(
          'Have the receiver use a certificate of a public authority',
          postmasterOf(evidence),
          `The certificate of ${host} does not chain to a public authority, and our server has to verify it. Please install a public certificate with its full chain.`,
        ),
      ),
      ...pinned(host, evidence['smtp.session']),
      {
        ...sendUnverified(host),
        ...(looked.length === 0
          ? {}
          : { steps: [note(`What the destination publishes, as looked up: ${looked.join('; ')}.`)] }),
      },
    ]
  },
})

/** Known by the key that was seen, the host is authenticated without an authority. */
function pinned(host: string, sessions: Sight<'smtp.session'>): readonly Remedy[] {
  const [leaf] = leaves(sessions)
  return leaf === undefined
    ? []
    : [
        {
          title: `Until then, still authenticated: know ${host} by the key that it shows`,
          applies: 'after-review',
          on: 'our-server',
          costs:
            'the key is to be compared with the receiver by another way first; a new key, or another MX of the domain, stops the mail until the line names it',
          levers: [{ lever: 'tls.pin-for', host, spkiSha256: leaf.leaf.spkiSha256 }],
        },
      ]
}
