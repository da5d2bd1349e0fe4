import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './message-rate-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'Exchange',
      [
        symptom({
          symptom: 'limit.submission',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
        }),
      ],
    ],
    [
      'Postfix',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'mail',
          words: '450 4.7.1 Error: too much mail from 192.0.2.1',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'messages counted on one connection',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.7.0 Too many messages on this connection',
        }),
      ],
    ],
    [
      'connections',
      [
        symptom({
          symptom: 'reply.421.toomanyconn',
          speaker: 'peer',
          stage: 'banner',
          words: '421 too many connections',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['450 4.2.1 The user is receiving mail at a rate that is exceeded', 'in the queue'],
  ['550 5.4.5 Daily user sending limit exceeded', 'Send the message again'],
] as const)('%s: what becomes of the message', (words, says) => {
  const told = symptom({ symptom: 'limit.submission', speaker: 'peer', stage: 'mail', words })
  expect(cause.remedies(view(evidence([told]), cause.needs)).some(({ title }) => title.includes(says))).toBe(true)
})

test.each([
  [
    '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages',
    'receiver',
  ],
  ['450 4.2.1 <bob@example.org>: Mailbox received too much email in a short period of time (G30)', 'receiver'],
  [
    '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour.',
    'receiver',
  ],
  ['450 4.7.1 Error: too much mail from 192.0.2.1', 'sender'],
  ['452 4.5.3 Recipients received this hour: 501', 'sender'],
  ['450 4.7.1 this account received too many messages from you', 'sender'],
] as const)('%s: whose count it is', (words, locus) => {
  const told = symptom({ symptom: 'limit.rate', speaker: 'peer', stage: 'rcpt', words })
  const sight = view(evidence([told]), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(cause.weigh(sight)[0]?.says.includes('the mailbox')).toBe(locus === 'receiver')
})
