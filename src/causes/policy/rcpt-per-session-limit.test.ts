import { causeCases } from '../../../test/kit/cause-cases.ts'
import { expect, test } from 'vitest'
import { weighAll } from '../../reason/weigh.ts'
import { death, evidence, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './rcpt-per-session-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'limit.recipients',
          speaker: 'peer',
          stage: 'rcpt',
          words: '452 4.5.3 Error: too many recipients',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['errors', [symptom({ symptom: 'policy.errors', speaker: 'peer', stage: 'rcpt', words: '421 too many errors' })]],
    ['a healthy session', [session()]],
  ],
})

test('a session that named one recipient does not prove a limit of recipients in a session', () => {
  const standing = (to: readonly string[]) => {
    const one = plan({ upTo: 'rcpt', envelope: { from: 'a@sender.example', to } })
    const words = '4.5.3 Too many recipients'
    return weighAll(
      evidence([
        session({ plan: one, death: death('rcpt', reply(452, words)) }),
        symptom({
          symptom: 'limit.recipients',
          speaker: 'peer',
          stage: 'rcpt',
          origin: 'live',
          endpoint: one.endpoint,
          words,
        }),
      ]),
      [cause],
    )[0]?.standing
  }
  expect(standing(['x@example.net', 'y@example.net'])).toBe('proven')
  expect(standing(['x@example.net'])).toBe('possible')
})
