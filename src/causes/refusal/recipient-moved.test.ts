import { expect, test } from 'vitest'
import { death, evidence, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import cause from './recipient-moved.ts'

refusalCases(cause, {
  told: ['recipient.moved', 'rcpt', '551 5.1.6 User has moved; please try <new@example.org>'],
  neighbour: ['recipient.unknown', 'rcpt', '550 5.1.1 User unknown'],
})

test.each([
  ['551 5.1.6 User has moved; please try <new@example.org>', 'new@example.org'],
  ['550 5.1.6 <old@example.net>: Recipient address rejected: User has moved to new@example.org', 'new@example.org'],
  ['551 <Old@Example.net> has moved, ask postmaster@example.net', undefined],
  ['551 5.1.6 User has moved', undefined],
])('%s: the new address is the one that the words lead to', (words, address) => {
  const asked = session({
    plan: plan({ envelope: { from: '', to: ['old@example.net'] } }),
    death: death('rcpt', reply(551)),
  })
  const told = symptom({ symptom: 'recipient.moved', speaker: 'peer', stage: 'rcpt', words })
  const [use] = cause.remedies(view(evidence([asked, told]), cause.needs))
  expect(use?.title).toBe(address === undefined ? 'Use the new address' : `Use the new address, ${address}`)
})
