import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, FIN, plan, session, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { alert, livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import type { TlsHello } from '../../domain/facts/smtp-facts.ts'
import cause from './client-cert-required.ts'

function answered(clientCertificateAsked: boolean): TlsHello {
  return {
    endpoint: AN_ENDPOINT,
    session: 's9',
    hello: { maxVersion: 0x0303 },
    sizeBytes: 200,
    answer: {
      kind: 'server-hello',
      version: 0x0303,
      suite: 0xc02f,
      retry: false,
      flightBytes: 3000,
      flightComplete: true,
      clientCertificateAsked,
      afterMs: 10,
    },
  }
}

function asking(clientCertificateAsked: boolean) {
  return fact('tls.hello', answered(clientCertificateAsked))
}

causeCases(cause, {
  convicts: [
    [
      'alert 116 after the handshake',
      [session({ death: death('ehlo', alert(116)), tls: tls({ clientCertificateAsked: true }) })],
    ],
    [
      'alert 116 in place of the greeting, on a port with TLS from the first octet',
      [session({ plan: plan({ tls: 'wrapped' }), death: death('banner', alert(116)), tls: tls() })],
    ],
    [
      'the peer says that none was presented',
      [
        symptom({
          symptom: 'tls.cert.clientrequired',
          speaker: 'peer',
          stage: 'ehlo',
          reply: { code: 421, lines: ['No client certificate presented'] },
        }),
      ],
    ],
    [
      'closed after asking for one',
      [session({ death: death('ehlo', FIN), tls: tls({ clientCertificateAsked: true }) })],
    ],
    [
      'handshake_failure from Java, which asks for one where that can be read',
      [session({ death: death('tls', alert(40)) }), asking(true)],
    ],
    [
      'closed after the handshake, and asked for one where that can be read',
      [session({ death: death('ehlo', FIN), tls: tls() }), asking(true)],
    ],
    ['bad_certificate after the handshake', [session({ death: death('ehlo', alert(42)), tls: tls() })]],
  ],
  acquits: [],
  abstains: [
    ['asked for one and went on without', [livingHandshake({ clientCertificateAsked: true })]],
    [
      'closed at EHLO without asking',
      [session({ death: death('ehlo', FIN), tls: tls({ clientCertificateAsked: false }) })],
    ],
    ['closed at the first EHLO', [session({ death: death('ehlo', FIN) })]],
    ['a healthy session', [session()]],
  ],
})

test('a server that asks for no certificate is acquitted, one that asks is not convicted by that alone', () => {
  const dead = session({ death: death('ehlo', FIN), tls: tls() })
  const [asks] = experimentsOf(cause, [dead])
  const judged = (asked: boolean) =>
    asks?.judge([{ arm: 'TLS 1.2', result: { kind: 'hello', hello: answered(asked) }, shownBy: [] }])
  expect(judged(false)?.judged).toBe('refuted')
  expect(judged(true)?.judged).toBe('undecided')
})
