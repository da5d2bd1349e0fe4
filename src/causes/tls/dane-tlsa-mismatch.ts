import { defineCause } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { clue, provesIf, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { firstLooksAnywhere } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { NEAR_SURE, STRONG } from '../shared/weights.ts'
import { sawCertificate } from './shared/offer.ts'

export default defineCause({
  id: 'tls/dane-tlsa-mismatch',
  title: 'The certificate of the receiver does not match its TLSA records',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the TLSA records, beside the certificate (`posttls-finger`)',
  explanation: `The receiver's zone is signed and publishes TLSA records for its MX host: a promise that its certificate or key has this fingerprint. After a renewal with a new key the
records are stale. Senders that honour DANE (RFC 7672) refuse; all others deliver, so "only some senders fail".

**Look-alikes.** The public authorities do not matter here: with usage 3 a self-signed certificate is fine, and a trusted one fails when the fingerprint differs.`,
  references: ['RFC 7672 §3', 'RFC 6698'],
  needs: ['tls.policy', 'symptom', 'smtp.session'],
  weigh(evidence) {
    const dane = evidence['tls.policy'].seen.filter(({ fact }) => fact.kind === 'dane')
    const violated = dane.filter(({ fact }) => fact.status === 'violated')
    const broken = dane.filter(({ fact }) => fact.status === 'broken')
    const kept = dane.filter(({ fact }) => fact.status === 'satisfied')
    const told = reported(evidence.symptom, ['tls.policy.dane'])
    const [first] = violated
    const speaks = [
      ...clue(
        violated,
        NEAR_SURE,
        first === undefined ? '' : `the TLSA records do not match the certificate: ${first.fact.why}`,
        {
          ...provesIf(sawCertificate(evidence['smtp.session'])),
          stage: 'tls',
          ...(first === undefined ? {} : { endpoint: endpointText(first.fact.endpoint) }),
        },
      ),
      ...toldClue(told, STRONG, 'the MTA refused the certificate because of DANE', { stage: 'tls' }),
      ...(told.length === 0 ? [] : clue(broken, STRONG, 'the TLSA records cannot be used')),
    ]
    return speaks.length === 0 || violated.length > 0
      ? speaks
      : [...speaks, ...clue(kept, -STRONG, 'the TLSA records match the certificate that we saw')]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    const spki = firstLooksAnywhere(evidence['smtp.session']).find(({ fact }) => fact.tls !== undefined)?.fact.tls
      ?.chain[0]?.spkiSha256
    return [
      {
        title: 'Publish the TLSA record of the key in use',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'record',
            zoneLine: `_25._tcp.${host}. IN TLSA 3 1 1 ${spki ?? 'SHA256-OF-THE-PUBLIC-KEY'}`,
            owner: host,
          },
          {
            kind: 'ask',
            who: postmasterOf(evidence),
            text: `The TLSA records of _25._tcp.${host} do not match the certificate in use, so senders with DANE cannot deliver. Please publish the record of the current key; before the next change publish the new key's record first and wait two TTLs, or keep the key (certbot: --reuse-key).`,
          },
        ],
      },
      {
        title: `Send to ${host} without DANE until then`,
        applies: 'after-review',
        on: 'our-server',
        costs: 'an active attacker could read mail to this host',
        levers: [{ lever: 'tls.level-for', host, level: 'encrypt' }],
      },
    ]
  },
})
