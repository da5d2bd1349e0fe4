import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each([
  [
    'MailKit’s parameters hold a sign of nodemailer’s',
    [
      'System.TimeoutException: Operation timed out after 120000 milliseconds',
      '  at async Task<SmtpResponse> SmtpStream.ReadResponseAsync(CancellationToken cancellationToken)()',
      '  at async Task SmtpClient.PostConnectAsync(Stream stream, string host, int port, SecureSocketOptions options, bool starttls)()',
    ],
    'drop.timeout banner',
  ],
  [
    'Postal sets the last answer below its list of servers',
    [
      'No SMTP servers were available for example.org. Tried mx1.example.org and mx2.example.org',
      '',
      '550 5.7.1 Client host is listed by Spamhaus',
    ],
    'reputation.ip undefined',
  ],
  [
    'a refusal, and what was still written to a line that was over',
    [
      '2020-12-29T07:20:29+01:00 nas ssnotifyd: The mail server responded error message: 535 5.7.8 Username and Password not accepted',
      '2020-12-29T07:20:29+01:00 nas ssnotifyd: Failed to write smtp command.',
    ],
    'auth.failed auth',
  ],
  [
    'a look-up that failed, and the program’s own words for what it did not do',
    [
      '2026-08-27 13:50:29,627 : Error SMTP Init : [Errno -2] Name or service not known : mymail.py:799',
      '2026-08-27 13:50:29,628 : Error in SendMailThread, sendEmailDirectMIME failed, retrying',
    ],
    'dns.nxdomain dns',
  ],
])('%s', (_, lines, expected) => {
  const { symptom, stage } = readText(lines.join('\n'))
  expect(`${symptom} ${stage}`).toBe(expected)
})

test.each(['\n\n', '\n>\n> '])('MailKit tells of the port what it tells as a rule', (between) => {
  const text = `MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.${between}When connecting to an SMTP service, port 587 is typically reserved for plain-text connections.`
  expect(readText(text).symptom).toBe('tls.handshake.notls')
})
