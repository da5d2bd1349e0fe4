import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, RST, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import {
  alert,
  ANSWERED_12,
  ANSWERED_13,
  deadHandshake,
  helloSeen,
  livingHandshake,
} from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './protocol-floor.ts'

const ONLY_13 = { tlsPlan: { minVersion: 'TLSv1.3' } } as const
const OLD = { tlsPlan: { maxVersion: 'TLSv1.1' } } as const

const PEER_SAYS = symptom({
  symptom: 'tls.handshake.version',
  speaker: 'peer',
  stage: 'auth',
  reply: { code: 421, enhanced: '4.7.66', lines: ['TLS 1.0 and 1.1 are not supported'] },
})

causeCases(cause, {
  convicts: [
    [
      'our sessions live, an old one elsewhere does not',
      [livingHandshake(), deadHandshake(alert(70), OLD, { role: 'elsewhere' })],
    ],
    ['alert 70 to a hello that stops at TLS 1.1', [deadHandshake(alert(70), OLD)]],
    ['alert 40 to a hello with TLS 1.3 alone', [deadHandshake(alert(40), ONLY_13)]],
    [
      'a silence, and TLS 1.2 in answer to a hello with 1.3 on offer',
      [deadHandshake(SILENCE, ONLY_13), helloSeen({ maxVersion: 0x0304 }, ANSWERED_12)],
    ],
    ['alert 70 to a hello that stops at TLS 1.2', [deadHandshake(alert(70), { tlsPlan: { maxVersion: 'TLSv1.2' } })]],
    ['SChannel resets a hello that stops at TLS 1.0', [deadHandshake(RST, { tlsPlan: { maxVersion: 'TLSv1' } })]],
    ['OpenSSL 3 answers TLS 1.0 by alert 80', [deadHandshake(alert(80), { tlsPlan: { maxVersion: 'TLSv1' } })]],
    [
      'the MTA met alert 70, we pass',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.version', stage: 'tls', tlsAlert: 70 })],
    ],
    [
      'Exchange lost the socket in the handshake, we pass',
      [livingHandshake(), symptom({ symptom: 'drop.lost', stage: 'tls', software: 'exchange' })],
    ],
    ['the peer says TLS 1.0 is not supported', [PEER_SAYS]],
  ],
  acquits: [],
  abstains: [
    [
      'our own session ended at MAIL, an old one elsewhere in the handshake',
      [session({ death: death('mail', FIN) }), deadHandshake(alert(70), OLD, { role: 'elsewhere' })],
    ],
    [
      'the receiver answers another hello by TLS 1.3',
      [
        deadHandshake(SILENCE, ONLY_13),
        helloSeen({ maxVersion: 0x0304 }, ANSWERED_12),
        helloSeen({ maxVersion: 0x0304 }, ANSWERED_13, 'h2'),
      ],
    ],
    ['alert 70 to a hello with TLS 1.3', [deadHandshake(alert(70))]],
    ['silence, whatever the ceiling', [deadHandshake(SILENCE, OLD)]],
    ['the server ended a modern handshake', [deadHandshake(FIN)]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})

test('what the peer says in words is no alert that the MTA met', () => {
  const says = cause.weigh(view(evidence([PEER_SAYS]), cause.needs)).map((clue) => clue.says)
  expect(says).toEqual(['the peer says that this TLS version is not supported'])
})
