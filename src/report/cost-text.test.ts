import { expect, test } from 'vitest'
import { diagnosis } from '../../test/kit/diagnosis.ts'
import { evidence, FIN, reply, step, type Seen } from '../../test/kit/evidence.ts'
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
