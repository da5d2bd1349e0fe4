import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import type { Stage } from '../../domain/stage.ts'
import cause from './message-too-large.ts'

refusalCases(cause, {
  told: ['content.size', 'mail', '552 5.3.4 Message size exceeds fixed limit'],
  neighbour: ['mailbox.full', 'mail', '452 4.2.2 Mailbox full'],
})

/** The server says so to our own session. */
const refusedAt = (stage: Stage) =>
  symptom({
    symptom: 'content.size',
    speaker: 'peer',
    origin: 'live',
    stage,
    endpoint: AN_ENDPOINT,
    reply: { code: 552, lines: [''] },
    words: '552',
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
  const [link] = cause.remedies(view(evidence([dead, refusedAt('mail')]), cause.needs))
  expect(JSON.stringify(link?.steps)).toContain(begin)
})

test.each([
  ['SIZE 52428800', 300_000, 'receiver', 'ask'],
  ['SIZE 200000', 300_000, 'sender', 'note'],
] as const)(
  'a server that announces %s and refuses %d octets: who is at fault',
  (announced, sizeBytes, locus, step) => {
    const dead = session({
      keywords: [announced],
      plan: plan({ upTo: 'dot', message: { sizeBytes } }),
      death: death('dot', reply(552)),
    })
    const sight = view(evidence([dead, refusedAt('dot')]), cause.needs)
    expect(cause.locusFor?.(sight)).toBe(locus)
    expect(cause.remedies(sight)[0]?.steps?.[0]?.kind).toBe(step)
  },
)

test.each([
  ['refused at RCPT', death('rcpt', reply(550, '5.7.1 relay denied'))],
  ['silent', death('mail', SILENCE)],
])('of a report, a session of ours that was not refused for its size tells none: %s', (_how, ended) => {
  const told = symptom({
    symptom: 'content.size',
    speaker: 'peer',
    stage: 'mail',
    words: '552 5.3.4 Message size exceeds fixed limit',
  })
  const ours = session({
    keywords: ['SIZE 10240000'],
    plan: plan({ upTo: 'dot', message: { sizeBytes: 1000 } }),
    death: ended,
  })
  const sight = view(evidence([told, ours]), cause.needs)
  expect(cause.locusFor?.(sight)).toBe('sender')
  expect(JSON.stringify(cause.remedies(sight))).not.toContain('1000 octets')
})
