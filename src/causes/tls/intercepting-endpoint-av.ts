import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { clue, provesIf, toldClue } from '../shared/clue.ts'
import { peerPort } from '../shared/receiver-name.ts'
import { companions, firstLooksAnywhere } from '../shared/sessions.ts'
import { HINT, NEAR_SURE } from '../shared/weights.ts'
import { isPublicAuthority, isShielded, sameCertificateElsewhere } from './shared/certificates.ts'
import { toldOfReceivers } from './shared/told-certificate.ts'

/** No receiver on another host answers within this. */
const ON_THIS_HOST_MS = 1

export default defineCause({
  id: 'tls/intercepting-endpoint-av',
  title: 'A mail shield on the sending host, or a gateway before it, answers instead of the receiver',
  locus: 'sender',
  stages: ['tls', 'banner'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the issuer of the certificate, seen from here and from elsewhere',
  look: 'peer.certificate',
  explanation: `Protection software on the sending host (or an inspecting gateway of its network) ends the TLS session itself and presents a certificate of its own authority. Verifying senders refuse
it, others hand their mail to the shield, and its limits and faults appear as the receiver's.

**Look-alikes.** A self-signed certificate of the receiver: its issuer names the receiver, and other hosts of the same network see it too.`,
  references: [],
  needs: ['smtp.session', 'symptom', 'firewall.local'],
  alternatives: [
    {
      cause: 'firewall/port25-intercepted',
      decidedBy: 'the redirecting rules and programs of the sending host: without any, the box stands on the way',
      look: 'own.firewall',
    },
  ],
  weigh(evidence) {
    const looks = firstLooksAnywhere(evidence['smtp.session'])
    const issuersOf = (fact: (typeof looks)[number]['fact']): readonly string[] =>
      fact.tls?.chain.map(({ issuer }) => issuer) ?? []
    const shielded = looks.filter(({ fact }) => isShielded(fact))
    const others = companions(evidence['smtp.session'])
    const same = looks.flatMap((look) => {
      const elsewhere = sameCertificateElsewhere(look.fact, evidence['smtp.session'])
      return elsewhere.length === 0 ? [] : [look, ...elsewhere]
    })
    // An authority that this host trusts may well stand behind several receivers.
    const shared = looks.filter(
      ({ fact }) =>
        fact.tls?.verifyError !== undefined &&
        !shielded.some(({ fact: one }) => one === fact) &&
        !same.some(({ fact: one }) => one === fact) &&
        issuersOf(fact).some(
          (issuer) =>
            !isPublicAuthority(issuer) &&
            others.some(
              (other) => issuersOf(other.fact).includes(issuer) && other.fact.endpoint.host !== fact.endpoint.host,
            ),
        ),
    )
    const speaks = [
      ...clue(shielded, NEAR_SURE, 'the certificate was issued by protection software, not by an authority', {
        stage: 'tls',
      }),
      ...clue(same, NEAR_SURE, 'unrelated destinations present the very same certificate, which names none of them', {
        stage: 'tls',
      }),
      ...clue(shared, HINT, 'unrelated destinations present certificates of the same unknown issuer', {
        stage: 'tls',
      }),
    ]
    if (speaks.length === 0) return []
    const redirects = redirecting(evidence['firewall.local'])
    const near = looks.filter(({ fact }) => (fact.connectMs ?? Number.POSITIVE_INFINITY) < ON_THIS_HOST_MS)
    const sure = same.length > 0 && redirects.length > 0
    return [
      ...speaks,
      ...clue(
        redirects,
        NEAR_SURE,
        `a rule of this host redirects the connection: ${rulesOf(redirects)}`,
        provesIf(sure),
      ),
      ...(redirects.length > 0 ? [] : clue(near, HINT, 'the connection was taken in less than a millisecond')),
      ...toldClue(
        toldOfReceivers(evidence.symptom, ['tls.cert.untrusted', 'tls.cert.selfsigned']),
        HINT,
        'the MTA does not trust the certificate',
        { stage: 'tls' },
      ),
    ]
  },
  remedies(evidence) {
    const redirects = redirecting(evidence['firewall.local'])
    return [
      {
        title: 'Exempt the mail server from the shield',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: 'Exclude the MTA process or ports 25, 465 and 587 from the mail scanning of the protection software; scan mail on the server instead.',
          },
          {
            kind: 'ask',
            who:
              redirects.length === 0
                ? 'whoever runs the protection software or the inspecting gateway'
                : 'whoever runs the protection software of this host',
            text: `Our outgoing SMTP on port ${peerPort(evidence)} is intercepted${redirects.length === 0 ? '' : ` by a rule of this host (${rulesOf(redirects)})`}: the certificate that answers is issued by your product. Please exempt our mail server.`,
          },
        ],
      },
    ]
  },
})

function redirecting({ seen }: Sight<'firewall.local'>): Sight<'firewall.local'>['seen'] {
  return seen.filter(({ fact }) => fact.action === 'redirect')
}

function rulesOf(redirects: Sight<'firewall.local'>['seen']): string {
  return redirects.map(({ fact }) => `${fact.tool} ${fact.rule}`).join('; ')
}
