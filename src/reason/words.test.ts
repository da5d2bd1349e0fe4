import { expect, test } from 'vitest'
import { FIN, reply } from '../../test/kit/evidence.ts'
import type { Clue } from '../domain/cause.ts'
import { observationId } from '../domain/observation.ts'
import type { Failure } from './failure.ts'
import { answeredTitle, note, replyCodeOf, sentence, unknownTitle } from './words.ts'

const failure = (changes: Partial<Failure> = {}): Failure => ({
  stage: 'rcpt',
  symptom: 'mailbox.full',
  endpoint: 'mx1.example.net [192.0.2.1]:25',
  shownBy: observationId(1),
  seen: 'by-us',
  outcome: reply(552),
  ...changes,
})
const clue = (says: string, weight: number): Clue => ({ says, weight, shownBy: [observationId(1)] })

test('what an answer means is its title, where it can be read', () => {
  expect(answeredTitle(failure())).toBe('The mailbox is full (reply 552 at rcpt)')
  expect(answeredTitle(failure({ stage: null }))).toBe('The mailbox is full (reply 552)')
  expect(answeredTitle(failure({ symptom: 'unknown' }))).toBe(unknownTitle(failure({ symptom: 'unknown' })))
  expect(replyCodeOf(failure({ outcome: FIN }))).toBeUndefined()
  expect(answeredTitle(failure({ outcome: FIN }))).toMatch(
    /^The session ended at rcpt: connection closed \(FIN\); .+ one cause$/,
  )
})

test.each<[string, Partial<Failure>, string]>([
  [
    'our own session',
    { outcome: FIN },
    'mx1.example.net [192.0.2.1]:25: the session ended at rcpt: connection closed (FIN).',
  ],
  [
    'one that went on',
    { goesOn: true },
    'mx1.example.net [192.0.2.1]:25: our session met this at rcpt (reply 552) and went on: stricter senders fail there',
  ],
  ['an unnamed peer', { endpoint: null }, 'The target: the session ended at rcpt: reply 552.'],
  ['the DNS', { stage: 'dns', endpoint: null }, 'No connection was made: the DNS led to no mail host ('],
  ['a report', { seen: 'reported' }, 'Reported at rcpt (mailbox.full).'],
  ['a report without a stage', { seen: 'reported', stage: null }, 'A report that names no stage (mailbox.full).'],
])('a note says what was seen: %s', (_name, changes, begin) => {
  expect(note({ clues: [] }, failure(changes)).slice(0, begin.length)).toBe(begin)
})

test('and then the strongest clue that speaks for the cause', () => {
  const seen = note({ clues: [] }, failure())
  expect(note({ clues: [clue('it says so', 2), clue('it also does', 1)] }, failure())).toBe(`${seen} It says so.`)
  expect(note({ clues: [clue('it says the contrary', -2)] }, failure())).toBe(seen)
})

test('sentences begin with a capital and end with one stop', () => {
  expect(sentence('it died')).toBe('It died.')
  expect(sentence('Why?')).toBe('Why?')
})
