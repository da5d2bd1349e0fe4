import { defineCause } from '../../domain/cause.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { firstLooksAnywhere } from '../shared/sessions.ts'
import { FAINT, HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { flawedLooks, isKnownIssuer, isLeafOnly, isPublicAuthority, verifyDeaths } from './shared/certificates.ts'
import { toldOfReceivers } from './shared/told-certificate.ts'
import { sendUnverified } from './shared/until-mended.ts'

export default defineCause({
  id: 'tls/chain-incomplete',
  title: 'The receiver sends its certificate without the intermediate that signed it',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: '`openssl s_client -starttls smtp -showcerts`: is the issuer of the last certificate a known one?',
  look: 'peer.certificate',
  explanation: `The server was given \`cert.pem\` instead of \`fullchain.pem\`: it sends its own certificate alone. Browsers fetch the missing intermediate by themselves or have it
cached; mail servers do not, and a verifying sender ends with \`unable to get local issuer certificate\`.

**Look-alikes.** A private authority gives the same error; there the root is missing too, and the full chain would not help. The name of the issuer tells the two apart as a rule.`,
  references: ['RFC 8446 §4.4.2'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'tls/untrusted-cert-enforced',
      decidedBy: 'whether the issuer of the certificate is a public authority',
      look: 'peer.certificate',
    },
  ],
  weigh(evidence) {
    const dead = verifyDeaths(evidence['smtp.session'], 'issuer').filter(({ fact }) => isLeafOnly(fact.tls?.chain))
    const publicOnes = dead.filter(({ fact }) => isPublicAuthority(fact.tls?.chain[0]?.issuer ?? ''))
    const others = dead.filter((one) => !publicOnes.includes(one))
    const told = toldOfReceivers(evidence.symptom, ['tls.cert.untrusted']).filter(
      ({ fact }) => !/self[- ]signed/i.test(fact.words),
    )
    const flawed = flawedLooks(evidence['smtp.session'], 'issuer').filter(({ fact }) => isLeafOnly(fact.tls?.chain))
    const withChain = firstLooksAnywhere(evidence['smtp.session']).filter(
      ({ fact }) => fact.tls !== undefined && fact.tls.verifyError === undefined,
    )
    const speaks = [
      ...deathClue(
        publicOnes,
        NEAR_SURE,
        'the server sent a certificate of a public authority without its intermediate',
        { decides: 'proves' },
      ),
      ...deathClue(
        others.filter(({ fact }) => isKnownIssuer(fact.tls) === true),
        STRONG,
        'the server sent its own certificate only, and we trust an authority of its issuer',
      ),
      ...deathClue(
        others.filter(({ fact }) => isKnownIssuer(fact.tls) === undefined),
        HINT,
        'the server sent its own certificate only, and its issuer is not known here',
      ),
      ...deathClue(
        others.filter(({ fact }) => isKnownIssuer(fact.tls) === false),
        FAINT,
        'the server sent its own certificate only, and nothing of its issuer is trusted here',
      ),
      ...toldClue(
        told,
        /local issuer|verify the first|leaf signature/i.test(told[0]?.fact.words ?? '') ? HINT : FAINT,
        'the MTA found no issuer for the certificate',
        { stage: 'tls' },
      ),
      ...(told.length === 0
        ? []
        : clue(flawed, NEAR_SURE, 'the server sends its own certificate without an intermediate')),
    ]
    return speaks.length === 0 ? [] : [...speaks, ...clue(withChain, -STRONG, 'the chain verifies with us')]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      haveThemSet(
        { lever: 'tls.certificate', chain: 'full-chain' },
        askFor(
          'Serve the full chain',
          postmasterOf(evidence),
          `${host} sends its certificate without the intermediate certificate. Please configure the full chain (certbot: fullchain.pem instead of cert.pem) and reload the mail server.`,
        ),
      ),
      sendUnverified(host),
    ]
  },
})
