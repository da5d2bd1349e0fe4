import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

test.each([
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound and more words', 'recipient.unknown'],
  [
    '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; failed',
    'sender.rejected',
  ],
])('a name with capitals within is a program’s: %s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})

test.each([
  'Error: No client certificate presented',
  'Service not available, closing transmission channel',
  'too many connections from your address',
  'Our database is down',
  'I can break rules, too. Goodbye.',
  'Must issue a STARTTLS command first',
])('the name of the server in front of %j lends no meaning', (words) => {
  const nameless = readText(`421 4.7.1 ${words}`)
  for (const name of ['mx1.example.net', 'spamfilter.example.org', 'quota-name.example'])
    expect(readText(`421 4.7.1 ${name} ${words}`)).toMatchObject({ symptom: nameless.symptom, speaker: 'peer' })
})
