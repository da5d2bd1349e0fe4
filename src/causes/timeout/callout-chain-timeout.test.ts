import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, plan, reply, session, SILENCE, symptom, type Seen } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import cause from './callout-chain-timeout.ts'

const said = (words: string) => symptom({ symptom: 'system.remote', speaker: 'peer', stage: 'rcpt', words })
const toRcpt = plan({ upTo: 'rcpt', envelope: { from: 'a@example.org', to: ['b@example.net'] } })

causeCases(cause, {
  convicts: [
    ['Exim, the sender', [said('451 Could not complete sender verify callout')]],
    ['Exim, the recipient', [said('451 Could not complete recipient verify callout')]],
    [
      'Postfix, which goes on asking',
      [
        said(
          '450 4.1.7 <a@example.org>: Sender address rejected: unverified address: Address verification in progress',
        ),
      ],
    ],
    [
      'Postfix, whose question was not answered',
      [
        said(
          '450 4.1.1 <b@example.net>: Recipient address rejected: unverified address: connect to 192.0.2.9[192.0.2.9]:25: Connection timed out',
        ),
      ],
    ],
    ['another server', [said('451 4.4.1 callback to the MX of example.org timed out, try again later')]],
    [
      'a 4xx after many seconds',
      [
        session({
          plan: toRcpt,
          death: death('rcpt', { kind: 'reply', reply: { code: 451, lines: ['4.3.0 try again'] }, afterMs: 20_000 }),
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['an address that was checked and is not there', [said('550 5.1.1 unverified address: user unknown')]],
    ['greylisting', [said('450 4.7.1 Greylisted, address verification will follow, try again later')]],
    ['a 4xx at once', [session({ plan: toRcpt, death: death('rcpt', reply(451, '4.3.0 try again')) })]],
    ['a server silent at MAIL', [session({ plan: toRcpt, death: death('mail', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})

const asked = (seen: readonly Seen[]) =>
  experimentsOf(cause, seen).map(({ arms }) =>
    arms.map(({ plan: one }) => (one.kind === 'session' ? one.envelope?.from : undefined)),
  )

test('the empty sender is tried where another one was given', () => {
  expect(asked([session({ plan: toRcpt, death: death('rcpt', SILENCE) })])).toEqual([['a@example.org', '']])
  expect(
    asked([
      session({ plan: { ...toRcpt, envelope: { from: '', to: ['b@example.net'] } }, death: death('rcpt', SILENCE) }),
    ]),
  ).toEqual([])
})

test('a check that is in progress is done at the next try; one of the sender is for the sender to mend', () => {
  const seen = view(evidence([said('450 4.1.7 Sender address verification in progress')]), cause.needs)
  expect(cause.persistenceFor?.(seen)).toBe('passes-by-itself')
  expect(cause.locusFor?.(seen)).toBe('sender')
})
