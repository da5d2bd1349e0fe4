import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, type Seen, session, SILENCE, socketState, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './milter-or-policy-down.ts'

const said = (words: string) => symptom({ symptom: 'system.filter', speaker: 'peer', stage: 'mail', words })
/** Keep-alive probes are answered. */
const SOMEBODY = socketState({
  timer: 'keepalive',
  retransmits: 0,
  unackedSegments: 0,
  unansweredProbes: 1,
  lastAckMs: 400,
  lastReceivedMs: 7_700,
  afterSilenceMs: 7_700,
})

causeCases(cause, {
  convicts: [
    [
      'a submission server that does not reach its relay',
      [
        symptom({
          symptom: 'reply.421.other',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.4.0 mail.example.net Failed to connect to relay server (connect)',
        }),
      ],
    ],
    [
      'a front end that tells what became of its own connection',
      [
        symptom({
          symptom: 'reply.421.socketerror',
          speaker: 'peer',
          origin: 'live',
          stage: 'dot',
          words: '421 4.4.2 Connection dropped due to SocketError',
        }),
      ],
    ],
    ['RCPT is not answered, and its host is there', [session({ death: death('rcpt', SILENCE) }), SOMEBODY]],
    ['Postfix without its milter', [said('451 4.7.1 Service unavailable - try again later')]],
    [
      'Postfix without its policy service',
      [said('451 4.3.5 <a@example.net>: Recipient address rejected: 451 4.3.5 Server configuration problem')],
    ],
    [
      'Postfix, the recipient in between',
      [
        symptom({
          symptom: 'system.remote',
          speaker: 'peer',
          stage: 'rcpt',
          words: '451 4.3.5 <a@example.net>: Recipient address rejected: Server configuration problem',
        }),
      ],
    ],
    ...[
      '451 4.3.0 <a@example.net>: Temporary lookup failure',
      "451 4.4.3 LDAP lookup failed: can't contact directory server",
      '450 4.7.1 Temporary directory lookup error, please retry',
      '451 4.3.2 Unable to verify recipient, database unavailable',
      '450 plugin timeout',
      '451 4.3.2 Internal server error',
      '451 Local Error',
      "500 Error: (KeyError) 'queue'",
    ].map((words): [string, [ReturnType<typeof symptom>]] => [
      words,
      [symptom({ symptom: 'system.remote', speaker: 'peer', stage: 'rcpt', words })],
    ]),
    [
      'Sendmail without its milter',
      [
        symptom({
          symptom: 'system.remote',
          speaker: 'peer',
          stage: 'mail',
          reply: { code: 451, enhanced: '4.3.2', lines: ['4.3.2 Please try again later'] },
          words: '451 4.3.2 Please try again later',
        }),
      ],
    ],
    ['a filter by name', [said('451 4.3.0 Temporary failure: content filter unavailable')]],
  ],
  acquits: [],
  abstains: [
    [
      'our own word for a connection that dropped',
      [symptom({ symptom: 'drop.lost', speaker: 'us', words: '421 4.4.2 Connection dropped due to SocketError' })],
    ],
    [
      'no more than the advice to come again',
      [
        symptom({
          symptom: 'system.remote',
          speaker: 'peer',
          stage: 'rcpt',
          words: '450 4.3.2 Please try again later',
        }),
      ],
    ],
    [
      'greylisting',
      [
        symptom({
          symptom: 'greylist',
          speaker: 'peer',
          stage: 'rcpt',
          words: '450 4.7.1 Greylisted, try again in 300 seconds',
        }),
      ],
    ],
    [
      'our own filter',
      [symptom({ symptom: 'system.filter', speaker: 'us', stage: 'dot', words: 'lost connection with 127.0.0.1' })],
    ],
    [
      'a name that the receiver looks up in the DNS',
      [
        symptom({
          symptom: 'system.remote',
          speaker: 'peer',
          stage: 'mail',
          words: '451 4.3.0 Temporary lookup failure of the sender domain',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})

const remote = (words: string): Seen => symptom({ symptom: 'system.remote', speaker: 'peer', stage: 'rcpt', words })

test.each([
  ['451 4.3.0 content filter unavailable', 'a filter of its own does not work'],
  ['451 4.7.1 Service unavailable - try again later', 'milter_default_action'],
  ["451 4.4.3 LDAP lookup failed: can't contact directory server", 'its directory of users'],
  ['451 4.4.0 Failed to connect to relay server (connect)', 'does not reach the server behind it'],
  ['451 4.3.5 Server configuration problem', 'its own configuration'],
  ['450 plugin timeout', 'a part of its own'],
  ['451 4.3.2 Internal server error', 'trouble inside its own system'],
  ['451 4.3.2 Please try again later', 'Sendmail'],
] as const)('%s: the letter says what was read in it', (words, about) => {
  const text = JSON.stringify(cause.remedies(view(evidence([remote(words)]), cause.needs)))
  expect(text).toContain(about)
  expect(text).toContain('puts our mail off')
})

test('of silence no words are told, and of a refusal for good no queue', () => {
  const silent = view(evidence([session({ death: death('rcpt', SILENCE) }), SOMEBODY]), cause.needs)
  expect(JSON.stringify(cause.remedies(silent))).toContain('answered our commands until rcpt, and then was silent')
  expect(JSON.stringify(cause.remedies(silent))).not.toContain('reply is shown')
  expect(cause.persistenceFor?.(silent)).toBe('passes-by-itself')
  const refused = view(evidence([remote("500 Error: (KeyError) 'queue'")]), cause.needs)
  expect(cause.persistenceFor?.(refused)).toBe('until-fixed')
  expect(cause.remedies(refused).map(({ title }) => title)).toEqual(['Tell the receiver'])
  expect(JSON.stringify(cause.remedies(refused))).toContain('refuses our mail')
  expect(cause.persistenceFor?.(view(evidence([remote('content filter unavailable')]), cause.needs))).toBe(
    'passes-by-itself',
  )
  const words = '554 mx1.example.net ESMTP not accepting messages'
  const greeted = symptom({ symptom: 'system.remote', speaker: 'peer', stage: 'banner', words })
  expect(cause.persistenceFor?.(view(evidence([greeted]), cause.needs))).toBe('passes-by-itself')
})

test('the greeting of a closed milter ends no mail, wherever its words were pasted from', () => {
  const bare = symptom({
    symptom: 'system.remote',
    speaker: 'peer',
    words: '554 mx1.example.net ESMTP not accepting messages',
  })
  expect(cause.persistenceFor?.(view(evidence([bare]), cause.needs))).toBe('passes-by-itself')
})

test('who fell silent at EHLO had answered no command', () => {
  const silent = view(evidence([session({ death: death('ehlo', SILENCE) })]), cause.needs)
  expect(JSON.stringify(cause.remedies(silent))).toContain('Your MX greeted us, and then was silent')
})
