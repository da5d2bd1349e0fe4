import { expect, test } from 'vitest'
import { death, plan, reply, RST, session, SILENCE } from '../../test/kit/evidence.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import { passed, passedWhereDied } from './passed.ts'

const one = (changes: Partial<SmtpSession>): SmtpSession => {
  const seen = session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 50_000 } }), lived: false, ...changes })
  if (seen.kind !== 'smtp.session') throw new Error('a session is a session')
  return seen.fact
}
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
