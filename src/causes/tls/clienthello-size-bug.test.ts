import { causeCases } from '../../../test/kit/cause-cases.ts'
import { fact, AN_ENDPOINT, FIN, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './clienthello-size-bug.ts'

const HELLO_OF_300 = fact('smtp.step', {
  session: 's1',
  endpoint: AN_ENDPOINT,
  role: 'baseline',
  stage: 'tls',
  said: '(ClientHello)',
  outcome: SILENCE,
  encrypted: false,
  sentBytes: 300,
  sentSoFarBytes: 340,
  startedAfterMs: 60,
  outstanding: [],
})

causeCases(cause, {
  convicts: [
    ['alert 50', [deadHandshake(alert(50))]],
    [
      'a hello of 300 octets was not answered',
      [deadHandshake(SILENCE, { tlsPlan: { groups: 'X25519' } }), HELLO_OF_300],
    ],
    [
      'the MTA met alert 50',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.alert', stage: 'tls', tlsAlert: 50 })],
    ],
  ],
  acquits: [],
  abstains: [
    ['a large hello was not answered', [deadHandshake(SILENCE)]],
    ['alert 40', [deadHandshake(alert(40))]],
    ['the server closed at EHLO', [session({ death: { stage: 'ehlo', outcome: FIN, outstanding: [] } })]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})
