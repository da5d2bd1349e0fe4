import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './sender-cert-unusable.ts'

causeCases(cause, {
  convicts: [
    [
      'the connector finds no certificate',
      [
        livingHandshake(),
        symptom({
          symptom: 'tls.local.nocert',
          stage: 'tls',
          software: 'exchange',
          words: 'TLS negotiation failed with error NoCredentials',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['a timeout alone', [deadHandshake(SILENCE), symptom({ symptom: 'drop.timeout', software: 'exchange' })]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})
