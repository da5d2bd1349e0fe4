import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

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
