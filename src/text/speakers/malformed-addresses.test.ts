import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each([
  ['PHPMailer Error: Invalid address: x@'],
  ['Mailer Error: Invalid address:  (to): alice.example.org'],
  [
    'Symfony\\Component\\Mime\\Exception\\RfcComplianceException: Email "bob" does not comply with addr-spec of RFC 2822.',
  ],
  ["javax.mail.internet.AddressException: Missing final '@domain' in string ``bob''"],
  ["mail: missing '@' or angle-addr"],
])('a program minds the form of an address before a server does: %s', (text) => {
  expect(readText(text)).toMatchObject({ symptom: 'protocol.syntax', speaker: 'us' })
})

test('what a server says of an address is the server’s', () => {
  expect(readText('501 5.1.3 Invalid address: (to) bob@')).toMatchObject({ speaker: 'peer' })
})
