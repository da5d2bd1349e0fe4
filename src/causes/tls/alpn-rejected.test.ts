import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './alpn-rejected.ts'

causeCases(cause, {
  convicts: [
    ['alert 120', [deadHandshake(alert(120))]],
    [
      'the sender met alert 120',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.alert', stage: 'tls', tlsAlert: 120 })],
    ],
  ],
  acquits: [],
  abstains: [
    ['alert 40', [deadHandshake(alert(40))]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})
