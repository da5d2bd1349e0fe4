import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  // The daemon that the submission program hands its mail to is not there: no filter refused.
  [
    'Jan 29 15:40:01 host sm-msp-queue[7335]: o0T0017D008442: to=root, delay=15:40:00, mailer=relay, pri=3271745, relay=[127.0.0.1] [127.0.0.1], dsn=4.0.0, stat=Deferred: Connection refused by [127.0.0.1]',
    'local.config',
    'connect',
  ],
  ['sm-mta[892]: rejecting connections on daemon MTA: load average: 55', 'system.local', 'banner'],
  ['sm-mta[892]: rejecting connections on daemon MTA-v4: 12 children, max 12', 'limit.connections', 'banner'],
  ['sm-mta[892]: deferring connections on daemon MTA: 3 per second', 'limit.rate', 'banner'],
  [
    "postfix/trivial-rewrite[3]: warning: dict_ldap_lookup: Search error -1: Can't contact LDAP server",
    'local.config',
    undefined,
  ],
  [
    "postfix/smtpd[1]: warning: connect to mysql server 127.0.0.1: Can't connect to MySQL server on '127.0.0.1' (111)",
    'local.config',
    undefined,
  ],
  [
    'postfix/cleanup[1]: warning: proxy:mysql:/etc/postfix/virtual.cf lookup error for "a@example.com"',
    'local.config',
    undefined,
  ],
  ['postfix/smtp[90]: warning: TLSA lookup error for mx2.example.com:25', 'dns.tempfail', 'dns'],
  [
    'postfix/smtpd[9]: fatal: open database /etc/postfix/virtual.db: No such file or directory',
    'local.config',
    undefined,
  ],
  [
    'postfix/smtpd[9]: warning: unknown[192.0.2.3]: SASL PLAIN authentication failed: Connection lost to authentication server',
    'local.config',
    'auth',
  ],
  [
    'postfix/smtpd[9]: warning: unknown[192.0.2.3]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
    'auth.failed',
    'auth',
  ],
  [
    'postfix/smtpd[9]: warning: hash:/etc/postfix/virtual is unavailable. open database /etc/postfix/virtual.db: No such file or directory',
    'local.config',
    undefined,
  ],
  [
    'postfix/smtp[5]: warning: host mx.example.net[192.0.2.30]:25 greeted me with my own hostname mail.example.com',
    'route.loop',
    'ehlo',
  ],
])('%s', (text, symptom, stage) => {
  const reading = readText(text)
  expect(reading).toMatchObject({ symptom, speaker: 'us' })
  expect(reading.stage).toBe(stage)
})

it('names the host that calls itself by our name', () => {
  const text =
    'postfix/smtp[5]: warning: host mx.example.net[192.0.2.30]:25 greeted me with my own hostname mail.example.com'
  expect(readText(text)).toMatchObject({ host: 'mx.example.net', address: '192.0.2.30', port: 25 })
})

it.each([
  // Another server's tables.
  [
    'postfix/smtp[5]: 4XyZ: to=<a@example.net>, relay=mx.example.net[192.0.2.30]:25, dsn=4.3.0, status=deferred (host mx.example.net[192.0.2.30] said: 451 4.3.0 Error: alias lookup failure (in reply to RCPT TO command))',
    'system.remote',
    'rcpt',
  ],
  [
    'status=deferred (host mx[192.0.2.30] said: 451 4.3.0 Error: alias lookup failure (in reply to RCPT TO command))',
    'system.remote',
    'rcpt',
  ],
  // It only looks like an event of Stalwart's.
  [
    'Mail server (smtp.example.com) rejected the message: 550 5.1.1 User unknown. Settings: mail.smtp.timeout=5000',
    'recipient.unknown',
    undefined,
  ],
  // A reply in the words that Exim logs.
  ['550 5.7.1 SMTP connection from [192.0.2.30] dropped: too many syntax errors', undefined, undefined],
])('the other side said: %s', (text, symptom, stage) => {
  const reading = readText(text)
  expect(reading.speaker).toBe('peer')
  if (symptom !== undefined) expect(reading.symptom).toBe(symptom)
  if (stage !== undefined) expect(reading.stage).toBe(stage)
})

it.each([
  // A health check connects, says QUIT and is logged like one that vanished.
  'sendmail[10262]: 42I41nDm010262: monitor.example.edu [192.0.2.161] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA',
  'postfix/smtpd[9]: warning: hostname mail.example.com does not resolve to address 192.0.2.3: Name or service not known',
])('a note of a session that went on as it may: %s', (text) => {
  expect(readText(text)).toMatchObject({ symptom: 'unknown' })
})
