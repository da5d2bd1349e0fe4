import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  ['Connection error from mx.example.org on port 587 ()', 'drop.lost', 'banner'],
  ['MAIL FROM: error ()', 'drop.lost', 'mail'],
  ['Bad recipient <bob@example.org>: \nNo valid recipient', 'drop.lost', 'rcpt'],
  ['Bad recipient <bob@example.org>: 550 5.1.1 user unknown\nNo valid recipient', 'recipient.unknown', 'rcpt'],
  ['DATA error (421 4.4.2 mx.example.org Error: timeout exceeded\n)', 'reply.421.idletimeout', 'data'],
  ['SMTP recipient() command failed: \n4.3.2 System not accepting network messages', 'system.remote', 'rcpt'],
  ['SMTP mail() command failed: \n5.7.1 <a@example.net>: Sender address rejected', 'sender.rejected', 'mail'],
  [
    "SMTPError: bad response on command 'RCPT': 4.7.0 slow down\n    at x (file:///a.js:1:1) {\n  code: 2,\n  smtp: '421 4.7.0 Too many messages, slow down\\n',\n  previous: null\n}",
    'reply.421.ratelimit',
    'rcpt',
  ],
  ['mx.example.org not found\nconnect to mx.example.org failed () no (more) retries!', 'dns.nxdomain', 'dns'],
  ['connect to mx.example.org failed (Connection refused) no (more) retries!', 'connect.refused', 'connect'],
  ['curl: (55) MAIL failed: 421', 'reply.421.other', 'mail'],
  ['curl: (55) RCPT failed: 550', 'unknown', 'rcpt'],
  ['data: 421 4.4.2 mx.example.com Error: timeout exceeded', 'reply.421.idletimeout', 'data'],
  [
    'Net::CMD (Net::SMTP) DATAEND command failed.\nLast server message was:[MIME::Lite::SMTP] Connection closedThis probably represents a problem with newline encoding  at ml.pl line 1.',
    'drop.lost',
    'dot',
  ],
])('%s', (text, symptom, stage) => {
  const reading = readText(text)
  expect([reading.symptom, reading.stage]).toEqual([symptom, stage])
})

it('reads no word of a Perl trace', () => {
  const text =
    "4.3.2 System not accepting network messages\n\nTrace begun at /usr/share/perl5/Email/Sender/Transport/SMTP.pm line 256\nEmail::Sender::Transport::SMTP::send_email('Email::Sender::Transport::SMTP=HASH(0x55)', 'HASH(0x56)') called at /usr/share/perl5/Email/Sender/Role/CommonSending.pm line 45"
  expect(readText(text).symptom).toMatch(/^(?:system\.remote|reply\.421\.\w+)$/)
})

it('leaves the source that Python shows below a frame out of what it says', () => {
  const text =
    'Traceback (most recent call last):\n  File "/usr/lib/python3/dist-packages/aiosmtplib/smtp.py", line 499, in _create_connection\n    transport, _ = await asyncio.wait_for(connect_coro, timeout=self.timeout)\naiosmtplib.errors.SMTPConnectError: Error connecting to mx.example.org on port 587: [Errno -3] Temporary failure in name resolution'
  expect(readText(text)).toMatchObject({ symptom: 'dns.tempfail', stage: 'dns' })
})

it('reads the look-up for which Sendmail gave a mail up', () => {
  const text =
    '451 example.org: Name server timeout\nMessage could not be delivered for 5 days\nMessage will be deleted from queue'
  expect(readText(text, { origin: 'bounce' })).toMatchObject({ symptom: 'dns.tempfail', expired: true })
})

it('reads the error of a Go logger', () => {
  const text =
    '{"level":"error","module":"smtpclient","err":"smtp: read tcp 10.0.0.4:40112->192.0.2.9:25: i/o timeout","msg":"delivering"}'
  expect(readText(text).symptom).toBe('drop.timeout')
})
