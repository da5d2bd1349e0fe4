import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  "Feb 3 16:41:31 mx haraka[9064]: [CRIT] [-] [core] TypeError: Cannot read property 'mail_from' of null\nFeb 3 16:41:31 mx haraka[9064]: [CRIT] [-] [core] at SMTPClient.<anonymous> (/u/haraka/smtp_client.js:365:53)",
  "[CRIT] [-] [core] TypeError: Cannot create property 'pass' on string 'read ECONNRESET'",
  "[CRIT] [F1] [core] Plugin auth/flat_file failed: TypeError: Cannot read properties of undefined (reading 'auth_required')",
  'TypeError: connection.timeout is not a function\n    at SMTPClient.onTimeout (/srv/mail.js:3:4)',
  'ReferenceError: connectionTimeout is not defined',
  "AttributeError: 'NoneType' object has no attribute 'connection_refused'",
  'PHP Fatal error:  Uncaught Error: Call to a member function timeout() on null in /srv/www/mail.php:12',
  "undefined method `timeout' for nil:NilClass (NoMethodError)",
])('%s: a fault of the program, whatever its names are', (text) => {
  expect(readText(text).symptom).toBe('unknown')
})

it.each([
  [
    "{ [Error: Connection timeout] code: 'ETIMEDOUT' } && TypeError: Cannot read property 'response' of undefined",
    'connect.timeout',
  ],
  [
    "Error: connect ECONNREFUSED 192.0.2.1:25\nTypeError: Cannot read properties of undefined (reading 'messageId')",
    'connect.refused',
  ],
  ['550 5.1.1 user is not defined here', 'recipient.unknown'],
])('%s: what else is told stays', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})
