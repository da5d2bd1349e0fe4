import { expect, test } from 'vitest'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './command-syntax.ts'

/** The peer says it to our own session, which knows its commands and their order. */
const live = (stage: 'ehlo' | 'mail', code: number, text: string) => [
  session({ death: death(stage, reply(code, text)) }),
  symptom({
    symptom: 'protocol.syntax',
    speaker: 'peer',
    origin: 'live',
    stage,
    endpoint: AN_ENDPOINT,
    reply: { code, lines: [text] },
    words: `${code} ${text}`,
  }),
]

refusalCases(cause, {
  told: ['protocol.syntax', 'mail', '501 5.5.4 Syntax: MAIL FROM:<address>'],
  neighbour: ['auth.required', 'mail', '530 5.7.0 Authentication required'],
  abstains: [
    [
      "a command that failed for the receiver's own trouble",
      [
        symptom({
          symptom: 'protocol.syntax',
          speaker: 'peer',
          stage: 'rcpt',
          words: '450 4.3.0 Error: command failed',
        }),
      ],
    ],
    [
      'our EHLO and HELO are both unknown: that is no server for mail',
      live('ehlo', 502, '5.5.2 Error: command not recognized'),
    ],
    ['our MAIL follows an accepted EHLO: nothing is out of order', live('mail', 503, '5.5.1 Bad sequence of commands')],
  ],
})

test('a bare 500 is no proof', () => {
  const told = (words: string) =>
    cause
      .weigh(
        view(evidence([symptom({ symptom: 'protocol.syntax', speaker: 'peer', stage: 'dot', words })]), cause.needs),
      )
      .map(({ decides }) => decides)
  expect(told("500 Error: (KeyError) 'boom'")).toEqual([undefined])
  expect(told('500 5.5.1 what?')).toEqual(['proves'])
})

test.each([
  ['RCPT TO:<you@example.net>', 'receiver', 'ask'],
  ['MAIL FROM:<>', 'receiver', 'ask'],
  ['RCPT TO:<you@example.net> NOTIFY=NEVER', 'sender', 'note'],
  ['RCPT TO: you@example.net', 'sender', 'note'],
] as const)('who refuses “%s” is at fault, or who said it', (said, locus, step) => {
  const refused = fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'rcpt',
    said,
    outcome: reply(555, 'Unsupported option'),
    encrypted: false,
    sentBytes: 10,
    sentSoFarBytes: 10,
    startedAfterMs: 0,
    outstanding: [],
  })
  const sight = view(evidence([refused]), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(cause.remedies(sight)[0]?.steps?.[0]?.kind).toBe(step)
})
