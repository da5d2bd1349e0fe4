import { expect, test } from 'vitest'
import { readReply } from './read-reply.ts'
import { likelyMeanings } from './weigh-words.ts'

test('words that no rule knows in this order make two readings, and none that is sure', () => {
  const reading = readReply('450 4.7.1 you come around our door far more often than an hour allows', undefined)
  expect(reading).toMatchObject({ symptom: 'limit.rate', instead: 'greylist', rule: 'weights/words' })
})

test('a code and words of no weight make no meaning', () => {
  for (const reply of ['550 5.1.1', '550 bob went fishing', '451', '554 xyzzy plugh quux'])
    expect(likelyMeanings(reply)).toEqual([])
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
