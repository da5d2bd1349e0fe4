import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  FIN,
  plan,
  reply,
  session,
  SILENCE,
  symptom,
} from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import cause from './receiver-idle-timeout.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'idle',
          words: '421 4.4.2 mx Error: timeout exceeded',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'its time was over while the body moved',
      [
        session({
          plan: plan({ upTo: 'dot' }),
          sentBytes: 300_000,
          death: death('body', reply(421, '4.4.2 timeout exceeded')),
        }),
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          origin: 'live',
          stage: 'body',
          words: '421 4.4.2 mx Error: timeout exceeded',
          endpoint: AN_ENDPOINT,
        }),
      ],
    ],

    [
      'our own timeout',
      [symptom({ symptom: 'drop.timeout', speaker: 'us', stage: 'mail', words: 'conversation timed out' })],
    ],
    ['a healthy session', [session()]],
  ],
})

test.each<readonly [string, Outcome, 'sender' | 'receiver']>([
  ['our own patience ended it', SILENCE, 'sender'],
  ['it had never waited', { ...FIN, afterMs: 4 }, 'sender'],
  ['it closed after eight seconds', { ...FIN, afterMs: 8_000 }, 'receiver'],
  ['it said so after eight seconds', { ...reply(421, 'timeout exceeded'), afterMs: 8_000 }, 'receiver'],
])('a receiver is called hasty only where it ended the session for our pause: %s', (_how, outcome, locus) => {
  const paused = session({ plan: plan({ pauseMs: { mail: 60_000 } }), death: death('idle', outcome) })
  const sight = view(evidence([paused]), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(JSON.stringify(cause.remedies(sight)).includes('ends our session after 8 s')).toBe(locus === 'receiver')
})
