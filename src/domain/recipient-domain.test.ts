import { expect, test } from 'vitest'
import { plan } from '../../test/kit/evidence.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import type { SymptomFact } from './facts/text-facts.ts'
import { recipientDomainOf } from './recipient-domain.ts'

const to = (...mailboxes: readonly string[]): SmtpSession => ({
  session: 's1',
  endpoint: plan().endpoint,
  role: 'baseline',
  plan: plan({ envelope: { from: '', to: mailboxes } }),
  lived: true,
  sentBytes: 0,
  receivedBytes: 0,
  seconds: 0,
  startedAt: 0,
})
const told = (origin: SymptomFact['origin'], changes: Partial<SymptomFact>): SymptomFact => ({
  symptom: 'drop.lost',
  speaker: 'us',
  rule: 'test',
  words: '',
  origin,
  ...changes,
})

test.each([
  ['the recipient of a report', [to('a@two.example')], [told('log', { recipient: 'a@one.example' })], 'one.example'],
  ['the domain of a report', [], [told('bounce', { domain: 'one.example' })], 'one.example'],
  [
    'the recipient before the domain',
    [],
    [told('log', { recipient: 'a@one.example', domain: 'two.example' })],
    'one.example',
  ],
  ['our own recipient', [to('a@one.example', 'b@two.example')], [], 'one.example'],
  ['no word of the live peer', [to('a@one.example')], [told('live', { recipient: 'x@other.example' })], 'one.example'],
  ['no name that was misread', [to('a@one.example')], [told('log', { domain: 'one.example;id' })], 'one.example'],
  ['nothing, where nothing tells', [to()], [told('log', {})], undefined],
])('the recipient domain is %s', (_name, sessions, symptoms, domain) => {
  expect(recipientDomainOf(sessions, symptoms)).toBe(domain)
})
