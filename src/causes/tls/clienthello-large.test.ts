import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, evidence, FIN, RST, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './clienthello-large.ts'

const SMALL = { tlsPlan: { groups: 'X25519:P-256' } }

causeCases(cause, {
  convicts: [
    ['silence after a post-quantum hello', [deadHandshake(SILENCE)]],
    ['a reset right after it', [deadHandshake(RST)]],
    ['alert 50 to it', [deadHandshake(alert(50))]],
    [
      'the MTA waited in vain, our small hello passes',
      [livingHandshake({}, SMALL), symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })],
    ],
  ],
  acquits: [
    [
      'the MTA waited in vain, our large hello passes',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })],
    ],
    ['a small hello died too', [deadHandshake(SILENCE), deadHandshake(SILENCE, SMALL, { session: 's2' })]],
  ],
  abstains: [
    ['silence after a small hello', [deadHandshake(SILENCE, SMALL)]],
    ['alert 70', [deadHandshake(alert(70))]],
    ['the server closed at EHLO', [session({ death: { stage: 'ehlo', outcome: FIN, outstanding: [] } })]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})

test('the letter names the port at which it was seen', () => {
  const submission = { endpoint: { ...AN_ENDPOINT, port: 587 } }
  const letter = JSON.stringify(cause.remedies(view(evidence([deadHandshake(SILENCE, submission)]), cause.needs)))
  expect(letter).toContain('port 587')
  expect(letter).not.toContain('port 25')
})
