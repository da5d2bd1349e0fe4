import { expect, test } from 'vitest'
import { death, plan, reply, RST, session, SILENCE } from '../../test/kit/evidence.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import { passed, passedWhereDied } from './passed.ts'

const one = (changes: Partial<SmtpSession>): SmtpSession =>
  session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 50_000 } }), lived: false, ...changes }).fact
const stuckInBody = one({ death: death('body', SILENCE) })

test('an answer to the end of data shows that the message arrived, whatever it says', () => {
  expect(passed(one({ death: death('dot', reply(550)) }), 'body')).toBe(true)
  expect(passedWhereDied(one({ death: death('dot', reply(550)) }), stuckInBody)).toBe(true)
})

test.each([
  ['silence', SILENCE],
  ['a reset', RST],
])('%s after the end of data: the kernel had taken the octets, and nobody else is known to have', (_name, outcome) => {
  expect(passed(one({ death: death('dot', outcome) }), 'body')).toBe(false)
  expect(passedWhereDied(one({ death: death('dot', outcome) }), stuckInBody)).toBe(false)
})

test('a death after the message passed the body, and one before it did not', () => {
  expect(passed(one({ death: death('quit', RST) }), 'body')).toBe(true)
  expect(passed(one({ death: death('data', SILENCE) }), 'body')).toBe(false)
  expect(passed(one({ lived: true }), 'body')).toBe(true)
})

const tls: NonNullable<SmtpSession['tls']> = {
  version: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  chain: [],
  nameMatches: true,
}

test('inside TLS, a session that dies at EHLO again is measured by the handshake: who did not come as far has not passed', () => {
  const secondEhlo = one({ tls, death: death('ehlo', SILENCE) })
  const diedIn = (stage: 'starttls' | 'mail'): SmtpSession => one({ tls, death: death(stage, SILENCE) })
  expect(passedWhereDied(diedIn('starttls'), secondEhlo)).toBe(false)
  expect(passedWhereDied(diedIn('mail'), secondEhlo)).toBe(true)
  // In clear there is one EHLO only.
  const { tls: _none, ...firstEhlo } = secondEhlo
  expect(passedWhereDied(diedIn('starttls'), firstEhlo)).toBe(true)
})

test('the same stage of a handshake that died after TLS stood is no second EHLO', () => {
  expect(passedWhereDied(one({ death: death('quit', RST) }), one({ tls, death: death('mail', SILENCE) }))).toBe(true)
  expect(passedWhereDied(one({ death: death('mail', RST) }), one({ tls, death: death('rcpt', SILENCE) }))).toBe(false)
})

test('where TLS comes first, a session that dies in it was never greeted', () => {
  const wrapped = one({ plan: plan({ tls: 'wrapped' }), death: death('tls', SILENCE) })
  expect(passed(wrapped, 'banner')).toBe(false)
  expect(passed(wrapped, 'connect')).toBe(true)
  expect(passed(one({ death: death('tls', SILENCE) }), 'banner')).toBe(true)
})
