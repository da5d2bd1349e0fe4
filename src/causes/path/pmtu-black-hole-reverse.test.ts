import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, FIN, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import cause from './pmtu-black-hole-reverse.ts'

const silent = session({ death: death('tls', SILENCE) })
const hello = (keyShare: 'empty' | 'x25519', answer: HelloAnswer) =>
  fact('tls.hello', {
    endpoint: AN_ENDPOINT,
    session: 'h',
    hello: { maxVersion: 0x0304, keyShare },
    sizeBytes: 260,
    answer,
  })
const retry: HelloAnswer = {
  kind: 'server-hello',
  version: 0x0304,
  suite: 0x1301,
  retry: true,
  flightBytes: 99,
  afterMs: 20,
}

causeCases(cause, {
  convicts: [
    [
      'short answers come, the long one does not',
      [silent, hello('empty', retry), hello('x25519', { kind: 'silent', bytesSeen: 0, afterMs: 5000 })],
    ],
    [
      'short answers come, of the long one only a first short segment',
      [
        silent,
        hello('empty', retry),
        hello('x25519', { ...retry, retry: false, flightBytes: 133, flightComplete: false }),
      ],
    ],
    ['a silent handshake', [silent]],
    [
      'a flight smaller than one full-size segment proves nothing',
      [silent, hello('x25519', { ...retry, retry: false, flightBytes: 900, flightComplete: true })],
    ],
    ['reported', [symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })]],
  ],
  acquits: [
    [
      'a certificate arrives in another handshake',
      [silent, hello('x25519', { ...retry, retry: false, flightBytes: 4000, flightComplete: true })],
    ],
  ],
  abstains: [
    ['closed in the handshake', [session({ death: death('tls', FIN) })]],
    ['silence at the banner', [session({ death: death('banner', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
