import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

/** Every server writes of sessions that go well; none of it is a fault, whatever words it has in it. */
it.each([
  '2024-05-01 10:00:00 Warning: No server certificate defined; will use a selfsigned one.',
  'sm-mta[1]: STARTTLS=client, relay=mx.example.net., version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
  'sm-mta[1]: STARTTLS=server, relay=mail.example.com [192.0.2.9], version=TLSv1.2, verify=NOT, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256/256',
  'sm-mta[1]: x4A: --- 221 2.0.0 mx.example.com closing connection',
  'smtpd[1]: 5df87c9f smtp authentication user=a result=ok',
  '[INFO] [A1B2] [tls] secured: cipher=TLS_AES_256_GCM_SHA384 version=TLSv1.3 verified=false error="UNABLE_TO_GET_ISSUER_CERT" cn="mail.example.com" organization="" issuer="" expires=""',
  'INFO Network connection ended (network.connection-end) listenerId = "smtp", localPort = 25, remoteIp = 192.0.2.9, elapsed = 812ms',
  'INFO SPF EHLO check failed (smtp.spf-ehlo-fail) listenerId = "smtp", remoteIp = 192.0.2.9, domain = "mail.example.com", result = No SPF record (spf.none)',
  'INFO DKIM verification failed (smtp.dkim-fail) listenerId = "submissions", localPort = 465, remoteIp = 192.0.2.9, strict = false, result = [No DKIM signatures found (dkim.none)]',
  'INFO SMTP EHLO command (smtp.ehlo) listenerId = "submissions", localPort = 465, remoteIp = 192.0.2.9, remotePort = 46814, domain = "name-pc"',
  'INFO SMTP EHLO command (smtp.ehlo) domain = "name-pc"\nINFO DKIM verification failed (smtp.dkim-fail) strict = false, result = [No DKIM signatures found (dkim.none)]\nINFO Queued message for delivery (queue.queue-message) queueId = 1',
  'Info: New SMTP ICID 4 interface Management (10.10.192.50) address 192.0.2.9 reverse dns host mail.example.com verified yes',
  "opendkim[9]: 4cDC: key retrieval failed (s=mail, d=example.com): 'mail._domainkey.example.com' record not found",
  'policyd-spf[9]: prepend Received-SPF: Softfail (mailfrom) identity=mailfrom; client-ip=192.0.2.9; helo=mail.example.com; envelope-from=a@example.com; receiver=example.net',
  'postfix/cleanup[12]: warning: dict_nis_init: NIS domain name not set - NIS lookups disabled',
])('%s', (text) => {
  expect(readText(text).symptom).toMatch(/^(?:unknown|accepted)$/)
})

it.each([
  [
    'INFO SMTP EHLO command (smtp.ehlo) domain = "name-pc"\nINFO Greeting failed (delivery.greeting-failed) hostname = "mx.example.net", reason = "I/O error: Connection reset by peer (os error 104)"',
    'drop.lost',
    'banner',
  ],
  ['dovecot: auth: passwd-file(a@example.com,192.0.2.9): unknown user', 'auth.failed', 'auth'],
  ['smtpd[1]: 5df87c9f smtp authentication user=a result=permfail', 'auth.failed', 'auth'],
  ['sm-mta[1]: x4A: --- 421 4.7.0 Too many connections from your address', 'reply.421.toomanyconn', undefined],
  ['policyd-spf[9]: 550 5.7.23 Message rejected due to: SPF fail - not authorized', 'sender.auth', undefined],
])('and what is one is told: %s', (text, symptom, stage) => {
  const reading = readText(text)
  expect(reading.symptom).toBe(symptom)
  if (stage !== undefined) expect(reading.stage).toBe(stage)
})
