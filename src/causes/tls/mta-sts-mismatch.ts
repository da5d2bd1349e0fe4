import { defineCause } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { clue, provesIf, toldClue } from '../shared/clue.ts'
import { targetDomain } from '../shared/exchanger.ts'
import { knownRecipientDomain, peerName, postmasterOf } from '../shared/receiver-name.ts'
import { reported } from '../shared/told.ts'
import { FAINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { sawCertificate } from './shared/offer.ts'

export default defineCause({
  id: 'tls/mta-sts-mismatch',
  title: 'The MX hosts or their certificate do not satisfy the domain’s MTA-STS policy',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the policy file at mta-sts.DOMAIN, beside the MX hosts and their certificates',
  explanation: `The domain publishes an MTA-STS policy: mail may only go to the MX hosts listed there, over TLS with a valid certificate. An MX that is not on the list, or a certificate
that does not verify, makes senders that honour the policy (Google, Microsoft, others) defer. The policy is cached up to \`max_age\`.

**Look-alikes.** With DANE present, senders of RFC 8461 prefer DANE. A stale cached policy concerns one provider only.`,
  references: ['RFC 8461'],
  needs: ['tls.policy', 'symptom', 'smtp.session', 'mail.route'],
  weigh(evidence) {
    const policies = evidence['tls.policy'].seen.filter(({ fact }) => fact.kind === 'mta-sts')
    const violated = policies.filter(({ fact }) => fact.status === 'violated')
    const enforced = violated.filter(({ fact }) => fact.mode === 'enforce')
    const tested = violated.filter(({ fact }) => fact.mode !== 'enforce')
    const kept = policies.filter(({ fact }) => fact.status === 'satisfied')
    const told = reported(evidence.symptom, ['tls.policy.mtasts'])
    const [first] = enforced
    const speaks = [
      ...clue(enforced, NEAR_SURE, first === undefined ? '' : `the enforced policy is not met: ${first.fact.why}`, {
        ...provesIf(sawCertificate(evidence['smtp.session'])),
        stage: 'tls',
        ...(first === undefined ? {} : { endpoint: endpointText(first.fact.endpoint) }),
      }),
      ...clue(tested, FAINT, `the policy is not met; it is in testing mode, so nobody is refused yet`),
      ...toldClue(told, STRONG, 'the MTA refused because of the MTA-STS policy', { stage: 'tls' }),
    ]
    return speaks.length === 0 || enforced.length > 0
      ? speaks
      : [...speaks, ...clue(kept, -FAINT, 'the policy is met as we see it')]
  },
  remedies(evidence) {
    const host = peerName(evidence)
    const domain = knownRecipientDomain(evidence) ?? targetDomain(evidence['mail.route']) ?? 'DOMAIN'
    return [
      {
        title: 'Bring policy, MX and certificate together',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'record',
            zoneLine: `_mta-sts.${domain}. IN TXT "v=STSv1; id=YYYYMMDDTHHMMSS"`,
            owner: 'the recipient’s domain: a new id with every change of the policy',
          },
          {
            kind: 'ask',
            who: postmasterOf(evidence),
            text: `Your MTA-STS policy does not allow delivery to ${host} as it is: list every MX host in https://mta-sts.${domain}/.well-known/mta-sts.txt, give each a certificate with its name, and change the id of the TXT record. Senders cache the policy up to max_age; lower it before changes.`,
          },
        ],
      },
    ]
  },
})
