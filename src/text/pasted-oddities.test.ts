import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

test.each([
  [
    'octets of an address in the name of a client are no reply',
    'Apr 21 17:43:55 mx postfix/smtpd[2]: connect from 217-208-2-63-no26.example.net[217.208.2.63]\nApr 21 17:43:55 mx postfix/smtpd[2]: SSL_accept error from 217-208-2-63-no26.example.net[217.208.2.63]: -1\nApr 21 17:43:55 mx postfix/smtpd[2]: warning: TLS library problem: error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown protocol:s23_srvr.c:562:',
    'tls.handshake.notls',
  ],
  ['musl says of EAI_AGAIN no more than this', 'getaddrinfo failed: Try again in StreamBuffer.php:261', 'dns.tempfail'],
  [
    'an answer that belongs to another question',
    'Expected response code 354 but got code "250", with message "250 Accepted"',
    'protocol.malformed',
  ],
  [
    'a list that an agent of a spam filter asked is about the address',
    'mx.mail.protection.outlook.com[192.0.2.5] said: 550 5.7.1 Service unavailable, Client host [192.0.2.9] blocked using Spamhaus. [Name=Protocol Filter Agent][AGT=PFA] (in reply to MAIL FROM command)',
    'reputation.ip',
  ],
  ['a code without words', 'Expected response code 354 but got code "503"', 'protocol.syntax'],
  [
    'an exception that was pasted with a deeper margin than its trace begins with',
    'Traceback (most recent call last):\n      File "smtplib.py", line 688, in starttls\n        server_hostname=self._host)\n    ssl.SSLError: [SSL: TLSV1_UNRECOGNIZED_NAME] tlsv1 unrecognized name (_ssl.c:600)',
    'tls.cert.sni',
  ],
  [
    'a client whose own port is that of a database',
    '2026-04-14 12:00:00 TLS error on connection from ([203.0.113.9]) [198.51.100.7]:5432 (SSL_accept): error:0A000126:SSL routines::unexpected eof while reading',
    'tls.handshake.eof',
  ],
  [
    'the size of a message in a queue is no code: mailq of Postfix',
    '-Queue ID- --Size-- ----Arrival Time---- -Sender/Recipient-------\nDBA3F1A9        553 Mon May  5 14:42:15  alice@example.org\n        (connect to mail.example.net[192.0.2.25]: Connection refused)\n                                         bob@example.net',
    'connect.refused',
  ],
  [
    'mailq of Sendmail',
    '-----Q-ID----- --Size-- -----Q-Time----- ------------Sender/Recipient-----------\nk1AB0cd1012345      450 Tue May  6 14:42 <alice@example.org>\n                 (Deferred: Connection refused by mail.example.net.)\n                                         <bob@example.net>',
    'connect.refused',
  ],
  [
    'JavaMail meets the failed handshake with the command behind it',
    "javax.mail.MessagingException: Can't send command to SMTP host; nested exception is: javax.net.ssl.SSLHandshakeException: sun.security.validator.ValidatorException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
    'tls.cert.untrusted',
  ],
  [
    'and tells the alert there',
    "javax.mail.MessagingException: Can't send command to SMTP host; nested exception is: javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version",
    'tls.handshake.version',
  ],
  [
    'or what its own settings leave of the protocol',
    "Can't send command to SMTP host; nested exception is: javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)",
    'tls.local.config',
  ],
  ["a code in brackets is a reply's in any tongue", 'SMTP-Fehler: [554] 5.7.1 Relay access denied', 'policy.relay'],
  [
    'and so is one whose words are of a file',
    'SMTP Fehler: [451] 4.3.0 Error: queue file write error',
    'system.remote',
  ],
  [
    'the mailbox that an agent of submission met',
    '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
    'mailbox.full',
  ],
  [
    'PHP advises behind a comma',
    'A PHP Error was encountered\n\nSeverity: Warning\n\nMessage: mail() [function.mail]: Failed to connect to mailserver at "localhost" port 25, verify your "SMTP" and "smtp_port" setting in php.ini or use ini_set()\n\nFilename: libraries/Email.php\n\nLine Number: 1519',
    'connect.failed',
  ],
  [
    'an address that a page hides from robots protects nobody',
    'A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n[email protected]\n    retry timeout exceeded',
    'expired',
  ],
] as const)('%s', (_name, text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})
