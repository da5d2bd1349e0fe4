import { expect, test } from 'vitest'
import {
  AN_ENDPOINT,
  death,
  evidence,
  greeted,
  reply,
  session,
  step,
  symptom,
  type Seen,
} from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import type { Stage } from '../../domain/stage.ts'
import cause from './command-syntax.ts'

/** The peer says it to our own session, which knows its commands and their order. */
const live = (stage: Stage, code: number, text: string) => [
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

/** Our session ended at `said`, whose answer speaks of its syntax. */
const refusedAt = (stage: Stage, said: string, code = 501, text = '5.5.4 Syntax error') => [
  ...live(stage, code, text),
  step({ stage, said, outcome: reply(code, text) }),
]
const mended = (seen: readonly Seen[]) => {
  const sight = view(evidence(seen), cause.needs)
  return { locus: cause.locusFor?.(sight), remedy: JSON.stringify(cause.remedies(sight)[0]?.steps) }
}

test.each([
  ['RCPT TO:<you@example.net>', 'receiver', 'ask'],
  ['MAIL FROM:<>', 'receiver', 'ask'],
  ['EHLO mail.example.org', 'receiver', 'ask'],
  ['EHLO [192.0.2.1]', 'receiver', 'ask'],
  ['RCPT TO:<you@example.net> NOTIFY=NEVER', 'sender', 'note'],
  ['RCPT TO: you@example.net', 'sender', 'note'],
  ['MAIL FROM:<ü@example.net>', 'sender', 'note'],
  ['MAIL FROM:<a..b@example.net>', 'sender', 'note'],
  ['EHLO my_host..local', 'sender', 'note'],
  ['EHLO localhost', 'sender', 'note'],
] as const)('who refuses “%s” is at fault, or who said it', (said, locus, kind) => {
  const sight = view(evidence(refusedAt('rcpt', said, 555, 'Unsupported option')), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(cause.remedies(sight)[0]?.steps?.[0]?.kind).toBe(kind)
})

test.each([
  ['MAIL FROM:<a@example.org> SIZE=1000', ['SIZE 52428800'], 'receiver'],
  ['MAIL FROM:<> BODY=8BITMIME RET=HDRS', ['8BITMIME', 'DSN'], 'receiver'],
  ['MAIL FROM:<> BODY=BINARYMIME', ['8BITMIME'], 'sender'],
  ['MAIL FROM:<a@example.org> SIZE=1000', ['PIPELINING'], 'sender'],
  ['MAIL FROM:<a@example.org> X-OWN=1', ['SIZE'], 'sender'],
] as const)('who refuses “%s” and offers %j is at fault, or who said it', (said, keywords, locus) => {
  const text = '5.5.4 Command parameter not implemented'
  const dead = session({ keywords: [...keywords], death: death('mail', reply(504, text)) })
  const told = live('mail', 504, text).slice(1)
  const found = mended([dead, ...told, step({ stage: 'mail', said, outcome: reply(504, text) })])
  expect(found.locus).toBe(locus)
})

test('what was refused is the command that ended the session, and not one that it went on after', () => {
  const found = mended([
    greeted('EHLO sender.example.org', 502, 'unknown'),
    step({ stage: 'starttls', said: 'STARTTLS', outcome: reply(502, 'no') }),
    ...refusedAt('mail', 'MAIL FROM:<> SIZE=1'),
  ])
  expect(found.locus).toBe('sender')
  expect(found.remedy).toContain('Ours was “MAIL FROM:<> SIZE=1”')
})

test('of a report, our own session tells the command only where it was refused at the same stage', () => {
  const told = symptom({
    symptom: 'protocol.syntax',
    speaker: 'peer',
    stage: 'mail',
    words: '501 5.5.4 Syntax: MAIL FROM:<address>',
  })
  const ours = (stage: Stage, said: string) => [
    told,
    session({ death: death(stage, reply(550, 'no')) }),
    step({ stage, said, outcome: reply(550, 'no') }),
  ]
  expect(mended(ours('rcpt', 'RCPT TO:<you@example.net>')).locus).toBe('sender')
  expect(mended(ours('mail', 'MAIL FROM:<>')).locus).toBe('receiver')
})
