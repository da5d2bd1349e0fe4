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
  [
    'Email::Sender::Failure::Temporary: smtp.example.org failed after MAIL: 4.3.2 Service shutting down, closing connection',
    'reply.421.shutdown mail',
  ],
  ['smtp.example.org: error at after DATA: 421 4.4.1 Connection timed out', 'reply.421.idletimeout dot'],
  ['SMTP connection failed: Timeout was reached [smtp.example.org]: SMTP response timeout', 'drop.timeout -'],
  ['Scan to E-mail error: SMTP server connection timeout. No response after HELO', 'drop.timeout ehlo'],
  [
    'Failed to send email. Reason: Connection timeout.\nError ID: EMAIL\nError Code: ETIMEDOUT',
    'connect.timeout connect',
  ],
  [
    'Failure sending mail: The transport failed to connect to the server. Mail will not be resent.',
    'connect.failed connect',
  ],
  [
    "error sending mail: timeout\nstack traceback:\n\t/usr/share/lua/5.1/socket/tp.lua:58: in function 'check'\n\t/usr/share/lua/5.1/socket/smtp.lua:77: in function 'mail'",
    'drop.timeout mail',
  ],
  [
    'MailKit.Net.Smtp.SmtpCommandException: 4.3.2 Service not available, closing transmission channel\n   at MailKit.Net.Smtp.SmtpClient.OnSenderNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)',
    'reply.421.shutdown mail',
  ],
  ['error="*smtp.Client.Rcpt: 421 4.7.0 Rate limited"', 'reply.421.ratelimit rcpt'],
  ['delivery 812: deferral: System_resources_temporarily_unavailable._(#4.3.0)/', 'local.resources -'],
  [' 4h  2.3K 1sDxYz-000A1B-Cd <alice@example.net> *** frozen ***\n          bob@example.org', 'suspended -'],
  [
    'The recipient server did not accept our requests to connect. [mx.example.org 192.0.2.30: 421 4.3.2 Service not available]',
    'reply.421.shutdown banner',
  ],
])('%s', (text, truth) => {
  const { symptom, stage } = readText(text)
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
})
