import { expect, test } from 'vitest'
import { readReply } from './read-reply.ts'
import { likelyMeanings } from './weigh-words.ts'

test('words that no rule knows in this order make two readings, and none that is sure', () => {
  const reading = readReply('417 Temporary delivery error', undefined)
  expect(reading).toMatchObject({ symptom: 'system.remote', instead: expect.any(String), rule: 'weights/words' })
})

test('a code and words of no weight make no meaning', () => {
  for (const reply of ['550 5.1.1', '451', '550 Xq']) expect(likelyMeanings(reply)).toEqual([])
  for (const reply of ['550 bob went fishing', '554 xyzzy plugh quux'])
    expect(readReply(reply, undefined)).toMatchObject({ symptom: 'unknown', rule: 'none' })
})

test('shares are shares of one whole, the likelier first', () => {
  const [first, second] = likelyMeanings('552 5.2.2 mailbox quota exceeded, user is over storage')
  expect(first?.symptom).toBe('mailbox.full')
  expect(first?.share).toBeGreaterThan(second?.share ?? 1)
  expect((first?.share ?? 0) + (second?.share ?? 0)).toBeLessThanOrEqual(1)
})

test('a rule that says what the code says is not doubted, nor a receiver’s own table', () => {
  expect(readReply('550 5.6.0 Duplicate message id', undefined)).toMatchObject({ symptom: 'policy.other' })
  expect(readReply('550 5.1.1 no such user', undefined)?.instead).toBeUndefined()
})

test('words in another tongue are known by the letters that they share with known ones', () => {
  expect(likelyMeanings('550 Caixa postal inexistente no servidor')[0]?.symptom).toBe('recipient.unknown')
})

test('two short words and a code do not outweigh a rule', () => {
  expect(readReply('451 auth error', undefined)?.symptom).toBe('auth.failed')
})

test('a basic code of many meanings is one of two readings where the words are about something else', () => {
  expect(readReply('551 line parse error', undefined)).not.toMatchObject({
    symptom: 'recipient.moved',
    instead: undefined,
  })
  expect(readReply('556 remote ip check error', undefined)?.instead).toBe('reputation.ip')
  expect(readReply('556 Domain does not accept mail', undefined)?.symptom).toBe('dns.nullmx')
})

test('a meaning that was never weighed is not doubted', () => {
  expect(readReply('421 4.7.0 PROXY protocol header missing', undefined)?.symptom).toBe('system.proxy')
})

test('words that speak plainly for something else outweigh a rule, which then stands beside them', () => {
  expect(readReply('451 open relay not allowed', undefined)).toMatchObject({
    symptom: 'policy.relay',
    instead: 'reputation.ip',
    rule: 'weights/words',
  })
})

test('a rule that the words hardly speak for stands, and what they speak for stands beside it', () => {
  expect(readReply('550 Failure sending mail', undefined)).toMatchObject({
    rule: 'message/system',
    instead: expect.any(String),
  })
})

test('words and rule together are sure where each of them is', () => {
  for (const reply of [
    '550 5.7.1 Message rejected as spam',
    '552 5.2.2 Mailbox is full',
    '554 5.7.1 Relay access denied',
  ])
    expect(readReply(reply, undefined)?.instead).toBeUndefined()
})

test('words that admit two readings wherever they stand are told as two', () => {
  expect(readReply('550 Mailbox unavailable or access denied', 'mx3.qq.com')).toMatchObject({
    symptom: 'limit.rate',
    instead: 'recipient.disabled',
  })
  expect(readReply('421 Sender address blocked', 'eu-smtp-inbound-1.mimecast.com')).toMatchObject({
    symptom: 'reply.421.reputation',
    instead: 'sender.rejected',
  })
})

test('that the sender has given up is not weighed', () => {
  expect(readReply('550 5.4.300 Message expired', undefined)?.symptom).toBe('unknown')
})

test('what the sending side saw for itself yields to words only where they are sure', () => {
  expect(readReply('454 4.4.4 [internal] no MX or A for domain', undefined)?.symptom).toBe('dns.nomx')
})
