import { expect, test } from 'vitest'
import { death, evidence, fact, plan, reply, session, symptom, type Seen } from '../../test/kit/evidence.ts'
import { ofTheTarget } from './others-mail.ts'
import { reportsBeside } from './reports-beside.ts'
import { hasFailed, whatFailed } from './what-failed.ts'

const route = (kind: 'mx' | 'given' = 'mx'): Seen =>
  fact('mail.route', {
    domain: 'example.net',
    kind,
    hosts: [{ name: 'mx1.example.net', preference: 10, addresses: ['192.0.2.1'] }],
  })
const lost = (changes: Parameters<typeof symptom>[0] | object): Seen =>
  symptom({ symptom: 'drop.lost', stage: 'banner', ...changes })
const texts = (seen: readonly Seen[]): readonly string[] => {
  const all = evidence(seen)
  return reportsBeside(all, whatFailed(all).failure).map(({ text }) => text)
}
const unrelated = lost({ recipient: 'jo@unrelated.example', host: 'mx.unrelated.example', address: '198.51.100.9' })

test('a report about mail to somebody else is no failure of the target, and is told of', () => {
  expect(hasFailed(evidence([route(), session(), unrelated]))).toBe(false)
  expect(texts([route(), session(), unrelated])).toEqual([
    'A report (The connection ended without an answer) is about mail to jo@unrelated.example at mx.unrelated.example, and not about this target: hangup diagnose unrelated.example examines that.',
  ])
})

test.each<[string, readonly Seen[]]>([
  [
    'a relay of ours stands between',
    [route(), session(), lost({ recipient: 'jo@example.net', host: 'relay.example' })],
  ],
  [
    'the server is the target’s',
    [route(), session(), lost({ recipient: 'jo@hosted.example', host: 'MX1.example.net' })],
  ],
  ['so is its address', [route(), session(), lost({ recipient: 'jo@hosted.example', address: '192.0.2.1' })]],
  [
    'we named a mailbox of that domain',
    [
      route(),
      session({ plan: plan({ envelope: { from: '', to: ['a@hosted.example'] } }) }),
      lost({ recipient: 'jo@hosted.example' }),
    ],
  ],
  ['no recipient is named', [route(), session(), lost({ host: 'relay.example' })]],
  ['the target is a host that may serve anybody', [route('given'), session(), unrelated]],
])('a report that may concern the target stays evidence: %s', (_name, seen) => {
  const all = evidence(seen)
  expect(ofTheTarget(all)).toBe(all)
  expect(whatFailed(all).failure).toMatchObject({ symptom: 'drop.lost', seen: 'reported' })
  expect(texts(seen)).toEqual([])
})

test('a report of no failure says why it is none', () => {
  expect(texts([session(), symptom({ symptom: 'greylist', words: '450 Greylisted' })])).toEqual([
    'The report tells of greylisting, “450 Greylisted”: the receiver puts the first attempt off and takes an ordinary retry.',
  ])
  expect(texts([session(), symptom({ symptom: 'accepted', words: '250 taken' })])).toEqual([
    'The report tells of no failure: “250 taken” is a yes.',
  ])
})

test('a report of another end than ours is not explained by ours', () => {
  const refused = session({ death: death('rcpt', reply(550)) })
  expect(texts([refused, lost({})])).toEqual([
    'The report is of another end: The connection ended without an answer at banner, where our own session ends at rcpt. It may be a matter of its own.',
  ])
  expect(texts([refused, lost({ stage: 'rcpt' })])).toEqual([])
})
