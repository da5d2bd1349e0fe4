import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './filter-aborts.ts'

causeCases(cause, {
  convicts: [
    [
      'lost connection with 127.0.0.1',
      [symptom({ symptom: 'drop.lost', stage: 'dot', host: '127.0.0.1', address: '127.0.0.1', port: 10_024 })],
    ],
    ['the MTA blames its filter', [symptom({ symptom: 'local.filter', stage: 'dot' })]],
    ['a socket', [symptom({ symptom: 'drop.timeout', stage: 'dot', host: 'private/scan' })]],
  ],
  acquits: [],
  abstains: [
    ['a remote host', [symptom({ symptom: 'drop.lost', stage: 'dot', host: 'mx1.example.net', address: '192.0.2.1' })]],
    ['the peer’s filter', [symptom({ symptom: 'system.filter', speaker: 'peer', stage: 'dot' })]],
    ['a healthy session', [session()]],
  ],
})
