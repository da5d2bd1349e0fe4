import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, FIN, reply, session, symptom, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './receiver-session-cap.ts'

causeCases(cause, {
  convicts: [
    [
      'the receiver says so',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.4.1 Connection time limit exceeded, closing',
        }),
      ],
    ],
    ['ended after twenty minutes', [session({ death: death('mail', FIN), seconds: 1203 })]],
    ['reported after ten minutes', [symptom({ symptom: 'drop.lost', stage: 'mail', elapsedSeconds: 600 })]],
  ],
  acquits: [],
  abstains: [
    [
      'an idle timeout',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'idle',
          words: '421 4.4.2 mx Error: timeout exceeded',
        }),
      ],
    ],
    ['ended after two seconds', [session({ death: death('mail', FIN), seconds: 2 })]],
    ['a healthy session', [session()]],
  ],
})

const AGE = 'Maximum session time exceeded'
const logged = symptom({ symptom: 'reply.421.other', speaker: 'peer', stage: 'body', words: `421 4.4.2 ${AGE}` })

test.each<readonly [string, readonly Seen[], string | undefined]>([
  ['greylisted soon', [logged, session({ death: death('rcpt', reply(450, 'greylisted')) })], undefined],
  ['ended at a known age', [session({ death: death('mail', FIN), seconds: 603 })], '603 s'],
  [
    'told so itself',
    [
      session({ death: death('body', reply(421, AGE)), seconds: 45 }),
      symptom({
        symptom: 'reply.421.other',
        speaker: 'peer',
        origin: 'live',
        stage: 'body',
        endpoint: AN_ENDPOINT,
        reply: { code: 421, lines: [AGE] },
        words: `421 ${AGE}`,
      }),
    ],
    '45 s',
  ],
])('the letter names an age only where the session ended for it: %s', (_how, seen, age) => {
  const remedies = cause.remedies(view(evidence(seen), cause.needs))
  expect(remedies.map(({ levers }) => levers?.[0]?.lever)).toEqual(['connection.reuse-limit', undefined])
  const letter = JSON.stringify(remedies.at(-1)?.steps)
  expect(letter.includes('and that after')).toBe(age !== undefined)
  expect(letter).toContain(age ?? 'long enough. ')
})
