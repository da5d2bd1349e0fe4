import { expect, test } from 'vitest'
import { death, evidence, plan, reply, session } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import cause from './message-too-large.ts'

refusalCases(cause, {
  told: ['content.size', 'mail', '552 5.3.4 Message size exceeds fixed limit'],
  neighbour: ['mailbox.full', 'mail', '452 4.2.2 Mailbox full'],
})

test.each([
  [
    ['SIZE 10240000'],
    { sizeBytes: 12_000_000 },
    'The receiver announces SIZE 10240000: it takes encoded messages of up to 10240000 octets; this one has 12000000.',
  ],
  [
    ['SIZE 10240000'],
    undefined,
    'The receiver announces SIZE 10240000: it takes encoded messages of up to 10240000 octets. ',
  ],
  [['PIPELINING'], { sizeBytes: 12_000_000 }, 'The limit is the number after SIZE in the EHLO answer'],
] as const)('what the receiver takes, as far as %j and a message of %j tell', (keywords, message, begin) => {
  const dead = session({
    keywords,
    plan: plan({ upTo: 'dot', ...(message === undefined ? {} : { message }) }),
    death: death('mail', reply(552)),
  })
  const [link] = cause.remedies(view(evidence([dead]), cause.needs))
  expect(JSON.stringify(link?.steps)).toContain(begin)
})
