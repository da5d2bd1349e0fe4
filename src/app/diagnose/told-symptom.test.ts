import { expect, it } from 'vitest'
import { readText } from '../../text/read-text.ts'
import { symptomFacts } from '../../text/text-reading.ts'
import { toldSymptom } from './told-symptom.ts'

it.each([
  ['the cat sat on the mat', /^no failure of a mail session was read in it/],
  ['Message expired: unable to deliver in 840 minutes', /gave up or waits, and not why/],
  ['421 4.4.2 mx.example.org Error: timeout exceeded', /^read as reply\.421\.idletimeout .*of the receiver$/],
  [
    'status=deferred (lost connection with mx.example.org[192.0.2.1] while sending RCPT TO)',
    /^read as drop\.lost at rcpt, .*sending side$/,
  ],
  ['smtp: Connection reset by peer', /^read as drop\.lost, stage not told/],
])('%s', (text, told) => {
  expect(toldSymptom(symptomFacts(readText(text, { origin: 'user' })))).toMatch(told)
})
