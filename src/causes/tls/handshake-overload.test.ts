import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, fact, FIN, session, SILENCE, socketState, symptom } from '../../../test/kit/evidence.ts'
import { deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './handshake-overload.ts'

const LATE = fact('smtp.step', {
  session: 's1',
  endpoint: AN_ENDPOINT,
  role: 'baseline',
  stage: 'tls',
  said: '(ClientHello)',
  outcome: { kind: 'done', afterMs: 9000 },
  encrypted: true,
  sentBytes: 1590,
  sentSoFarBytes: 1700,
  startedAfterMs: 60,
  outstanding: [],
})
const TIMED_OUT = symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })

causeCases(cause, {
  convicts: [
    ['the MTA waited in vain, our handshake took nine seconds', [livingHandshake(), LATE, TIMED_OUT]],
    ['banner and handshake both late', [deadHandshake(SILENCE, {}, { bannerMs: 8000 })]],
  ],
  acquits: [['our hello is never acknowledged', [deadHandshake(SILENCE), socketState()]]],
  abstains: [
    ['a slow handshake that nobody complains of', [livingHandshake(), LATE]],
    ['closed in the handshake', [deadHandshake(FIN)]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})
