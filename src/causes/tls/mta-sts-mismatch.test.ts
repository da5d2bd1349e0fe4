import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, evidence, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { livingHandshake } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './mta-sts-mismatch.ts'

const sts = (mode: 'enforce' | 'testing', status: 'violated' | 'satisfied') =>
  fact('tls.policy', { kind: 'mta-sts', endpoint: AN_ENDPOINT, status, mode, why: 'mx1.example.net is not listed' })

causeCases(cause, {
  convicts: [
    ['an enforced policy is not met', [livingHandshake(), sts('enforce', 'violated')]],
    ['the provider refused because of the policy', [symptom({ symptom: 'tls.policy.mtasts', stage: 'tls' })]],
  ],
  acquits: [],
  abstains: [
    ['the policy is met', [livingHandshake(), sts('enforce', 'satisfied')]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['the domain that was looked up', 'mx', 'https://mta-sts.example.org/'],
  ['a host that was named', 'given', 'https://mta-sts.DOMAIN/'],
] as const)('the letter names the policy of %s', (_, kind, says) => {
  const route = fact('mail.route', { domain: 'example.org', kind, hosts: [] })
  const seen = evidence([livingHandshake(), sts('enforce', 'violated'), route])
  expect(JSON.stringify(cause.remedies(view(seen, cause.needs)))).toContain(says)
})
