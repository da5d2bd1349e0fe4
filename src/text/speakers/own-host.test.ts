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
])('%s', (text, symptom, stage) => {
  const reading = readText(text)
  expect(reading).toMatchObject({ symptom, speaker: 'us' })
  expect(reading.stage).toBe(stage)
})

it.each([
  // A health check connects, says QUIT and is logged like one that vanished.
  'sendmail[10262]: 42I41nDm010262: monitor.example.edu [192.0.2.161] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA',
  'postfix/smtpd[9]: warning: hostname mail.example.com does not resolve to address 192.0.2.3: Name or service not known',
])('a note of a session that went on as it may: %s', (text) => {
  expect(readText(text)).toMatchObject({ symptom: 'unknown' })
})
