import { defineCause } from '../../domain/cause.ts'
import { clue, comparisons, firstLooks, reported, toldClue } from '../shared/reading.ts'
import { HINT, NEAR_SURE } from '../shared/weights.ts'
import { isPublicAuthority, isShielded, sameCertificateElsewhere } from './shared/certificates.ts'

/** No receiver on another host answers within this. */
const ON_THIS_HOST_MS = 1

export default defineCause({
  id: 'tls/intercepting-endpoint-av',
  title: 'A mail shield on the sending host, or a gateway before it, answers instead of the receiver',
  locus: 'sender',
  stages: ['tls', 'banner'],
  persistence: 'until-fixed',
  prior: -2,
  explanation: `Protection software on the sending host (or an inspecting gateway of its network) ends the TLS session itself and presents a certificate of its own authority. Verifying senders refuse
it, others hand their mail to the shield, and its limits and faults appear as the receiver's.

**Look-alikes.** A self-signed certificate of the receiver: its issuer names the receiver, and other hosts of the same network see it too.`,
  references: ['causes.md S24'],
  needs: ['smtp.session', 'symptom', 'firewall.local'],
  alternatives: [
    {
      cause: 'firewall/port25-intercepted',
      decidedBy: 'the redirecting rules and programs of the sending host: without any, the box stands on the way',
    },
  ],
  weigh(evidence) {
    const looks = firstLooks(evidence['smtp.session'])
    const issuersOf = (fact: (typeof looks)[number]['fact']): readonly string[] =>
      fact.tls?.chain.map(({ issuer }) => issuer) ?? []
    const shielded = looks.filter(({ fact }) => isShielded(fact))
    const others = comparisons(evidence['smtp.session'])
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
      ...clue('the certificate was issued by protection software, not by an authority', NEAR_SURE, shielded, {
        stage: 'tls',
      }),
      ...clue('unrelated destinations present the very same certificate, which names none of them', NEAR_SURE, same, {
        stage: 'tls',
      }),
      ...clue('unrelated destinations present certificates of the same unknown issuer', HINT, shared, {
        stage: 'tls',
      }),
    ]
    if (speaks.length === 0) return []
    const redirects = evidence['firewall.local'].seen.filter(({ fact }) => fact.action === 'redirect')
    const near = looks.filter(({ fact }) => (fact.connectMs ?? Number.POSITIVE_INFINITY) < ON_THIS_HOST_MS)
    const sure = same.length > 0 && redirects.length > 0
    return [
      ...speaks,
      ...clue('a rule of this host redirects the connection', NEAR_SURE, redirects, sure ? { decides: 'proves' } : {}),
      ...(redirects.length > 0 ? [] : clue('the connection was taken in less than a millisecond', HINT, near)),
      ...toldClue(
        'the MTA does not trust the certificate',
        HINT,
        reported(evidence.symptom, 'tls.cert.untrusted', 'tls.cert.selfsigned'),
        { stage: 'tls' },
      ),
    ]
  },
  remedies: () => [
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
          who: 'whoever runs the protection software or the inspecting gateway',
          text: 'Our outgoing SMTP on port 25 is intercepted: the certificate shown is issued by your product. Please exempt our mail server.',
        },
      ],
    },
  ],
})
