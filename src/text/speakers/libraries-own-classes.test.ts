import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each<[string, string]>([
  ["aiosmtplib.errors.SMTPConnectResponseError: (421, 'Too many connections')", 'reply.421.toomanyconn banner'],
  // The class that all of them are tells no step.
  ["smtplib.SMTPResponseException: (421, b'4.7.0 Try again later')", 'reply.421.other -'],
  [
    '/usr/lib/python3.10/smtplib.py in starttls\n/usr/lib/python3.10/smtplib.py in docmd\n/usr/lib/python3.10/smtplib.py in getreply\nSMTPServerDisconnected: Connection unexpectedly closed',
    'drop.lost starttls',
  ],
  ['could not write data: write tcp 192.0.2.7:41180->192.0.2.30:25: i/o timeout', 'drop.timeout body'],
  [
    'System.IO.IOException: Error in reading response from server. Unable to read data from the transport connection: Connection timed out.',
    'drop.timeout -',
  ],
  [
    'Expected response code "250/251/252" but got code "421", with message "421 4.7.0 Try again later".',
    'reply.421.other rcpt',
  ],
  ['the SMTP server did not send a valid greeting', 'protocol.malformed banner'],
  [
    "Info: Delayed: DCID 812 MID 113 From: <alice@example.net> To: <bob@example.org> RID 0 - 4.1.0 - Unknown address error ('421', ['4.3.2 Service not available']) []",
    'reply.421.shutdown -',
  ],
  [
    'WARN MX lookup failed (delivery.mx-lookup-failed) queueId = 118, domain = "example.org", causedBy = "Record not found for MX"',
    'dns.nomx dns',
  ],
  [
    "The following recipient(s) cannot be reached:\n\nbob@example.org on 4/11/2012 10:22 AM\nThe message could not be delivered because the recipient's e-mail system could not be contacted within the retry period.\n<mail.example.net #4.4.7>",
    'expired -',
  ],
])('%s', (text, truth) => {
  const { symptom, stage } = readText(text)
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
})
