import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { livingHandshake } from '../../../test/kit/handshakes.ts'
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
