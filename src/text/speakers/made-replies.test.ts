import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  ['421 [Net::SMTP] Connection closed', 'drop.lost', undefined],
  ["can't STARTTLS: [Net::SMTP] Timeout", 'drop.timeout', 'starttls'],
  ['SMTP recipient() command failed: [MIME::Lite::SMTP] Connection closed', 'drop.lost', 'rcpt'],
  ['421 SMTP connection broken (reply)', 'drop.lost', undefined],
  ['SMTP greeting failure: 421 SMTP connection broken (reply)', 'drop.lost', 'banner'],
  ['Sending error: SMTP connection broken (message data)', 'drop.lost', 'body'],
])('%s: a library said it in place of a reply', (text, symptom, stage) => {
  const reading = readText(text)
  expect([reading.speaker, reading.symptom, reading.stage]).toEqual(['us', symptom, stage])
})

it('reads the sentence in front of the fields of an error', () => {
  const { symptom, stage } = readText('Error: Connection closed unexpectedly {"code":"ECONNECTION","command":"CONN"}')
  expect([symptom, stage]).toEqual(['drop.lost', undefined])
})
