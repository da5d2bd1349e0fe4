import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './concurrency-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'reply.421.toomanyconn',
          speaker: 'peer',
          stage: 'banner',
          words: '421 4.7.0 mx Error: too many connections from 192.0.2.1',
        }),
      ],
    ],
    [
      'Exim',
      [
        symptom({
          symptom: 'limit.connections',
          speaker: 'peer',
          stage: 'banner',
          words: '421 Too many concurrent SMTP connections from this IP address; please try again later.',
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
          symptom: 'limit.connections',
          speaker: 'peer',
          stage: 'mail',
          words: '452 4.5.3 Maximum number of messages per connection reached',
        }),
      ],
    ],
    [
      'a reputation refusal',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'banner',
          words: '421 4.7.0 unusual rate of unsolicited mail',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['421 Too many concurrent SMTP connections from this IP address; please try again later.', 'proves'],
  ['421 4.7.0 mx Error: too many simultaneous connections from unknown[192.0.2.1]', 'proves'],
  ['421 Too many concurrent SMTP connections; please try again later.', undefined],
])('whose connections: %s', (words, decides) => {
  const told = symptom({ symptom: 'limit.connections', speaker: 'peer', stage: 'banner', words })
  expect(cause.weigh(view(evidence([told]), cause.needs)).map((clue) => clue.decides)).toEqual([decides])
})

test('where our own server is full, it is its client that is looked at', () => {
  const told = symptom({
    symptom: 'limit.connections',
    speaker: 'us',
    stage: 'banner',
    words: 'Connection concurrency limit exceeded: 51 from unknown[192.0.2.9] for service smtp',
  })
  const remedies = cause.remedies(view(evidence([told]), cause.needs))
  expect(remedies.flatMap(({ levers = [] }) => levers)).toEqual([])
  expect(remedies[0]?.title).toContain('client')
})

test.each([
  ['us', 'Look which client'],
  ['unknown', 'Open fewer connections'],
] as const)('words of %s: whose connections are too many', (speaker, title) => {
  const told = symptom({ symptom: 'limit.connections', speaker, words: 'Too many concurrent SMTP connections' })
  const titles = cause.remedies(view(evidence([told]), cause.needs)).map((remedy) => remedy.title)
  expect(titles.join()).toContain(title)
})
