import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './dane-tlsa-mismatch.ts'

const dane = (status: 'violated' | 'satisfied' | 'absent') =>
  fact('tls.policy', { kind: 'dane', endpoint: AN_ENDPOINT, status, why: 'no TLSA record matches' })
const TOLD = symptom({ symptom: 'tls.policy.dane', stage: 'tls' })

causeCases(cause, {
  convicts: [
    ['the records do not match', [livingHandshake(), dane('violated')]],
    ['an MTA that honours DANE refused', [TOLD]],
  ],
  acquits: [['an MTA refused, and the records match', [livingHandshake(), dane('satisfied'), TOLD]]],
  abstains: [
    ['no records', [livingHandshake(), dane('absent')]],
    ['the records match', [livingHandshake(), dane('satisfied')]],
    ['a healthy session', [session()]],
  ],
})
