import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { AN_ENDPOINT, death, evidence, FIN, plan, reply, session, step, type Seen } from '../../test/kit/evidence.ts'
import { endpointText } from '../domain/endpoint.ts'
import { costText } from './cost-text.ts'

const textOf = (seen: readonly Seen[]): string =>
  costText(diagnosis({ cost: { connections: 2, seconds: 1, bytesSent: 90 }, evidence: evidence(seen) }))

test('messages that the receiver took are told: somebody gets them', () => {
  expect(
    textOf([
      step({ stage: 'dot', outcome: reply(250) }),
      step({ stage: 'dot', outcome: reply(250) }),
      step({ stage: 'dot', outcome: FIN }),
      step({ stage: 'dot', outcome: reply(554) }),
    ]),
  ).toBe('2 connections, 1 s, 90 octets sent. The receiver took 2 test messages.')
})

test('without one nothing is said of messages', () => {
  expect(textOf([step({ stage: 'mail', outcome: reply(250) })])).toBe('2 connections, 1 s, 90 octets sent.')
})

test('what was sent in full-size packets did not arrive where these are proven not to', () => {
  const cut = (message: { readonly sizeBytes: number }): Seen =>
    session({
      role: 'experiment',
      plan: plan({ upTo: 'dot', message }),
      death: death('dot', { kind: 'silent', afterMs: 5_000 }),
    })
  const said = (changes: Parameters<typeof verdict>[0]): string =>
    costText(
      diagnosis({
        verdict: verdict({ endpoint: endpointText(AN_ENDPOINT), ...changes }),
        evidence: evidence([cut({ sizeBytes: 6_000 }), cut({ sizeBytes: 6_000 }), cut({ sizeBytes: 500 })]),
      }),
    )
  const proven = said({ cause: 'path/pmtu-black-hole', standing: 'proven' })
  expect(proven).toContain('2 test messages did not arrive')
  expect(proven).toContain('1 test message (of 500 octets) without an answer at the end may have arrived')
  expect(said({ cause: 'path/pmtu-black-hole', standing: 'supported' })).toContain(
    '3 test messages (of 500, 6000 octets) without an answer',
  )
})
