import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, fact, AN_ENDPOINT, FIN, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { ANSWERED_12, alert, deadHandshake, helloSeen, livingHandshake } from '../../../test/kit/handshakes.ts'
import { weighAll } from '../../reason/weigh.ts'
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

const DEAD = [deadHandshake(SILENCE, { tlsPlan: { groups: 'X25519' } }), HELLO_OF_300]
const hello = (sizeBytes: number, isAnswered: boolean) =>
  helloSeen(
    { maxVersion: 0x0303, sizeBytes },
    isAnswered ? ANSWERED_12 : { kind: 'silent', bytesSeen: 0, afterMs: 3000 },
    `h${sizeBytes}`,
  )

test('hellos that other questions sent tell of the window as well', () => {
  const score = (...seen: Parameters<typeof evidence>[0]) =>
    weighAll(evidence([...DEAD, ...seen]), [cause])[0]?.score ?? 0
  const split = [hello(220, true), hello(282, false), hello(313, false), hello(560, true)]
  expect(score(...split)).toBeGreaterThan(score() + 2)
  // Without a larger one that lives it may be a limit of size.
  expect(score(hello(220, true), hello(282, false), hello(313, false), hello(560, false))).toBe(score())
  expect(score(...split, hello(400, true))).toBeLessThan(score())
})

test('the window is of what the record holds, without the five octets of its header', () => {
  const score = (...seen: Parameters<typeof evidence>[0]) =>
    weighAll(evidence([...DEAD, ...seen]), [cause])[0]?.score ?? 0
  const split = [hello(197, true), hello(289, false), hello(338, false), hello(560, true)]
  expect(score(...split, hello(259, true), hello(518, true))).toBe(score(...split))
})
