import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const said = (reply: string, command: string): string =>
  `host mx.example.org[192.0.2.1] said: ${reply} (in reply to ${command} command)`

test.each([
  ['553 sorry, dead.example does not exist', 'MAIL FROM', 'sender.domain'],
  ['553 5.5.4 <alice@dead.example>... Domain name dead.example does not exist', 'MAIL FROM', 'sender.domain'],
  ['550 alice@example.com does not exist', 'MAIL FROM', 'sender.rejected'],
  ['550 <alice@example.com>: no such user', 'MAIL FROM', 'sender.rejected'],
  // What stands at RCPT is the recipient, and so is who is called one.
  ['553 <bob@example.org> does not exist', 'RCPT TO', 'recipient.unknown'],
  ['550 5.1.1 Recipient bob@example.org does not exist', 'MAIL FROM', 'recipient.unknown'],
  ['553 5.1.2 example.org: no such domain', 'RCPT TO', 'dns.nxdomain'],
])('%s at %s is %s', (reply, command, symptom) => {
  expect(readText(said(reply, command)).symptom).toBe(symptom)
})
