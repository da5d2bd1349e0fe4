import { expect, test } from 'vitest'
import { libraryOf } from './library-of.ts'
import { readText } from './read-text.ts'
import { symptomFacts } from './text-reading.ts'

const said = '554 5.5.0 Error: SMTP protocol synchronization'

test.each([
  [`smtplib.SMTPSenderRefused: (554, b'5.5.0 Error: SMTP protocol synchronization', 'a@example.org')`, 'smtplib'],
  [`com.sun.mail.smtp.SMTPSendFailedException: ${said}`, 'JavaMail'],
  [
    `System.Net.Mail.SmtpException: Transaction failed. The server response was: 5.5.0 Error: SMTP protocol synchronization`,
    '.NET',
  ],
  [
    `Error: Mail command failed: ${said}\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:809:19) { code: 'EENVELOPE', responseCode: 554, command: 'MAIL FROM' }`,
    'nodemailer',
  ],
  [
    'ssl.SSLError: [SSL: TLSV1_ALERT_NO_APPLICATION_PROTOCOL] tlsv1 alert no application protocol (_ssl.c:1006)',
    'smtplib',
  ],
  ['javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version', 'JavaMail'],
])('a program wrote it: %s', (text, library) => {
  expect(symptomFacts(readText(text)).map((fact) => fact.library)).toEqual([library])
})

test.each([
  said,
  `to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=5.5.0, status=bounced (host mx.example.net[192.0.2.1] said: ${said} (in reply to MAIL FROM command))`,
  // The receiver's own filter failed.
  '451 4.3.0 filter: smtplib.SMTPServerDisconnected: Connection unexpectedly closed',
  // Words that nodemailer has as well.
  '1a2b3c4d5e6f7a8b mta error reason=Connection closed unexpectedly',
  // Keeps a queue, and is built on JavaMail.
  `james.server | org.apache.james.transport.mailets.RemoteDelivery: javax.mail.MessagingException: ${said}`,
])('no program is told to have written it: %s', (text) => {
  expect(symptomFacts(readText(text)).map((fact) => fact.library)).toEqual([undefined])
})

test('a server that speaks in the library’s words is that server', () => {
  expect(libraryOf({ text: 'nodemailer', software: 'zonemta' })).toBeUndefined()
})
