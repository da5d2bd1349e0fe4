import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, livingHandshake, ours } from '../../../test/kit/handshakes.ts'
import cause from './server-internal-error.ts'

causeCases(cause, {
  convicts: [
    ['alert 80 to a modern hello', [deadHandshake(alert(80))]],
    ['the MTA met alert 80', [symptom({ symptom: 'tls.handshake.alert', stage: 'tls', tlsAlert: 80 })]],
  ],
  acquits: [],
  abstains: [
    ['alert 80 to a sender that stops at TLS 1.1', [deadHandshake(alert(80), { tlsPlan: { maxVersion: 'TLSv1.1' } })]],
    ['we sent alert 80 ourselves', [deadHandshake(ours('legacy sigalg disallowed or unsupported', 80))]],
    ['alert 40', [deadHandshake(alert(40))]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})
