import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  [
    'OpenSMTPD',
    '5de0 mta error reason=IO Error: certificate verification failed: self-signed certificate',
    'tls.cert.selfsigned',
  ],
  [
    'OpenSMTPD',
    "5de0 mta error reason=IO Error: name `mx.example.net' not present in server certificate",
    'tls.cert.name',
  ],
  [
    'OpenSMTPD',
    '5de0 mta error reason=IO Error: handshake failed: error:0A00018A:SSL routines::dh key too small',
    'tls.handshake.weakdh',
  ],
  [
    'OpenSMTPD without handshake failed',
    '5de0 mta error reason=IO Error: error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
    'tls.handshake.notls',
  ],
  [
    '.NET, its inner exception',
    'The SSL connection could not be established, see inner exception. ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.',
    'tls.handshake.reset',
  ],
  ['OpenSMTPD', '5de0 mta error reason=IO Error: handshake failed: Connection reset by peer', 'tls.handshake.reset'],
  [
    'OpenSMTPD as a server',
    'b4634 smtp connected address=127.0.0.1 host=localhost\nb4634 smtp disconnected reason="io-error: handshake failed: error:0A0000C1:SSL routines::no shared cipher"',
    'tls.handshake.cipher',
  ],
  [
    'Exim, an alert on the first read',
    'H=mx.example.net [192.0.2.16] TLS error on connection (recv): A TLS fatal alert has been received: Certificate is required',
    'tls.cert.clientrequired',
  ],
  [
    'Exim, told step by step',
    'delivering 1xX\nConnecting to mx.example.net [192.0.2.32]:587 ...\nconnected\n  SMTP<< 220 mx.example.net ESMTP\n  SMTP>> EHLO me\n  SMTP<< 250-mx.example.net\n         250 STARTTLS\n  SMTP>> STARTTLS\n  SMTP<< 220 2.0.0 Ready to start TLS\n  SMTP(close)>>\nLOG: MAIN\n  == b@example.net R=smart T=remote defer (-37) H=mx.example.net [192.0.2.32]: TLS session: (gnutls_handshake): timed out',
    'tls.handshake.timeout',
  ],
  [
    'PEAR',
    'DEBUG: Send: STARTTLS\n\nDEBUG: Recv: 220 2.0.0 Ready to start TLS\nPHP Warning: Trying to access array offset on null in SMTP.php on line 696\nstarttls: STARTTLS failed {enableCrypto: false; attempts: 1;  (): }',
    'tls.handshake.alert',
  ],
  [
    'Go',
    'dial error: tls: first record does not look like a TLS handshake\nWARN Client closed the connection error=EOF',
    'tls.handshake.notls',
  ],
  ['Swift Mailer', 'Revise your settings. (Error: Unable to connect with TLS encryption)', 'tls.handshake.alert'],
  ['curl', 'Email send error: SSL peer certificate or SSH remote key was not OK.', 'tls.cert.untrusted'],
  [
    'chasquid',
    'STARTTLS failed: 554  5.5.0 Error in TLS handshake: tls: no cipher suite supported by both client and server',
    'tls.handshake.cipher',
  ],
  ['chasquid, closed', '<- 554  5.5.0 Error in TLS handshake: EOF', 'tls.handshake.eof'],
  ['no stack named', 'sidekiq_1   | could not send email: handshake error', 'tls.handshake.alert'],
  [
    'JavaMail, while it tries to sign in',
    'jakarta.mail.AuthenticationFailedException: 220 2.0.0 Ready to start TLS\n;\n  nested exception is:\n\tjakarta.mail.MessagingException: Could not convert socket to TLS;\n  nested exception is:\n\tjavax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target',
    'tls.cert.untrusted',
  ],
  [
    'Conscrypt',
    'com.fsck.k9.mail.CertificateValidationException: SSL handshake aborted: ssl=0x6342a9a8: I/O error during system call, Connection reset by peer\n\tat com.fsck.k9.mail.transport.SmtpTransport.open(SmtpTransport.java:414)\nCaused by: javax.net.ssl.SSLException: SSL handshake aborted: ssl=0x6342a9a8: I/O error during system call, Connection reset by peer',
    'tls.handshake.reset',
  ],
  [
    'posttls-finger',
    'posttls-finger: Verified TLS connection established to mx.example.net[192.0.2.16]:465: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\nposttls-finger: warning: TLS library problem: error:0A00045C:SSL routines::tlsv13 alert certificate required:../ssl/record/rec_layer_s3.c:918:SSL alert number 116:\nposttls-finger: lost connection while reading server greeting',
    'tls.cert.clientrequired',
  ],
  [
    'HAProxy',
    'Server smtp/mx1 is DOWN, reason: Layer6 invalid response, info: "Server presented an SSL certificate different from the configured one", check duration: 2ms.',
    'tls.cert.name',
  ],
  [
    'JavaMail, no reason given',
    'javax.mail.MessagingException: Could not convert socket to TLS\n\tat com.sun.mail.smtp.SMTPTransport.startTLS(SMTPTransport.java:1907)',
    'tls.handshake.alert',
  ],
  [
    'JavaMail, closed',
    'javax.mail.MessagingException: Could not convert socket to TLS;\n  nested exception is:\n    javax.net.ssl.SSLHandshakeException: Remote host closed connection during handshake',
    'tls.handshake.eof',
  ],
  [
    'PHP',
    'Warning: stream_socket_enable_crypto(): Unable to locate peer certificate CN in class.smtp.php on line 369',
    'tls.cert.name',
  ],
  ['Exchange Online', '454 4.7.0 Failed to establish appropriate TLS channel: Access Denied', 'tls.cert.rejected'],
])('%s: %j', (_who, text, symptom) => {
  expect(readText(text)).toMatchObject({ symptom, stage: 'tls' })
})

it('a client of our own host is no filter of it', () => {
  const text = 'TLS error on connection from [127.0.0.1] (recv): The TLS connection was non-properly terminated.'
  expect(readText(text)).toMatchObject({ symptom: 'drop.lost' })
})

it('a daemon that listens refuses nobody', () => {
  const text = 'exim 4.98.2 daemon started: pid=12135, no queue runs, listening for SMTP on port 25 (IPv6 and IPv4)'
  expect(readText(text)).toMatchObject({ symptom: 'unknown' })
})

it.each([
  ['lettre', '[ERROR] LetreErr.\n[CAUSE] Client(\n    "Could not encrypt connection, aborting",\n)', 'tls.required'],
  ['a server without a certificate', '454 4.3.5 unable to start TLS: no certificate configured', 'tls.refused'],
  [
    'a certificate that runs long enough',
    '2024-06-18 11:02:11,482 DEBUG [mail] STARTTLS succeeded: TLSv1.3, peer certificate verified (CN=smtp.example.com, not after 2025-03-01)',
    'unknown',
  ],
  [
    'blackbox_exporter',
    'time=2026-11-29T06:06:15.021Z level=INFO source=tcp.go:163 msg="Regexp matched" module=smtp_starttls line=250-STARTTLS\ntime=2026-11-29T06:06:15.021Z level=ERROR source=tcp.go:185 msg="Failed to send" module=smtp_starttls err="write tcp4 127.0.0.1:48682->192.0.2.16:587: write: connection reset by peer"\nprobe_dns_lookup_time_seconds 0.000205136\nprobe_ssl_last_chain_info{issuer="CN=Example Root CA"} 1',
    'tls.handshake.reset',
  ],
])('%s', (_who, text, symptom) => {
  expect(readText(text)).toMatchObject({ symptom })
})

it("Wget's own request is no plain answer to a handshake", () => {
  const text = 'Failed writing HTTP request: The specified session has been invalidated for some reason..\nGiving up.'
  expect(readText(text)).not.toMatchObject({ symptom: 'tls.handshake.notls' })
})

it.each([
  'TLSA record not found (dane.tlsa-record-not-found) queueId = 195073613995485124, hostname = "mx.example.net", strict = false, elapsed = 163ms',
  '2026-11-29 06:00:00 [101] SSL verify error: depth=0 error=self-signed certificate cert=/CN=mx.example.net (tls_try_verify_hosts set)',
  "[warning] Description: 'Authenticity is not established by certificate path validation'\n     Reason: 'Option {verify, verify_peer} and cacertfile/cacerts is missing'",
])('a check that nobody depends on is a note: %s', (text) => {
  expect(readText(text)).toMatchObject({ symptom: 'unknown' })
})

it.each([
  'postfix/smtpd[9]: disconnect from mail.example.net[192.0.2.10] ehlo=2 starttls=1 mail=1 rcpt=0/1 quit=1 commands=5/6',
  'postfix/smtpd[9]: disconnect from unknown[192.0.2.10] ehlo=2 starttls=1 mail=1 rcpt=0/1 data=0/1 rset=1 quit=1 commands=6/8',
  'disconnect from mail.example.net[192.0.2.10] ehlo=2 starttls=1/2 mail=2 rcpt=2 data=2 commands=9/10',
  '[NOTICE] [A1B2C3D4-1111-2222-3333-444455556666] [core] disconnect ip=192.0.2.10 rdns="mail.example.net" helo="mail.example.net" relay=N early=N esmtp=Y tls=Y pipe=N errors=0 txns=1 rcpts=1/0/0 msgs=1/0/0 bytes=2345 lr="" time=1.234',
  '[core] disconnect ip=192.0.2.10 rdns=NXDOMAIN helo=mail.example.net relay=N early=N esmtp=Y tls=Y pipe=N errors=0 txns=0 rcpts=0/0/0 msgs=0/0/0 bytes=0 lr= time=0.334',
  'smtpd[7]: 5f8a1b2c4d smtp tls ciphers=TLSv1.3:AEAD-AES256-GCM-SHA384:256',
  '5f8a1b2c4d mta tls tls=TLSv1.3:AEAD-CHACHA20-POLY1305-SHA256:256',
  'version=TLSv1.3, cipher=AEAD-AES128-GCM-SHA256, bits=128, verify=NO',
])('of a session that came to its end in good order no fault of TLS is told: %s', (text) => {
  expect(readText(text)).toMatchObject({ symptom: 'unknown' })
})

it('Haraka tells at the end of a session what it refused last', () => {
  const text =
    '[core] disconnect ip=192.0.2.10 rdns="mail.example.net" helo="mail.example.net" relay=N early=N esmtp=Y tls=Y pipe=N errors=1 txns=1 rcpts=0/0/1 msgs=0/0/0 bytes=0 lr="550 5.1.1 no such user" time=1.234'
  expect(readText(text)).toMatchObject({ symptom: 'recipient.unknown' })
})

it.each([
  [
    'postfix/smtpd[9]: lost connection after DATA (512 bytes) from mail.example.net[192.0.2.10]\npostfix/smtpd[9]: disconnect from mail.example.net[192.0.2.10] ehlo=2 starttls=1 mail=1 rcpt=1 data=0/1 commands=5/6',
    'drop.lost',
  ],
  ['cannot decrypt: AEAD tag mismatch in TLS record', 'tls.handshake.corrupt'],
])('and of one that did not: %s', (text, symptom) => {
  expect(readText(text)).toMatchObject({ symptom })
})

it.each([
  [
    '1rXyZz-0001aB-2C == bob@example.net R=dnslookup T=remote_smtp defer (-36): DANE error: tlsa lookup DEFER',
    'dns.tempfail',
    'dns',
  ],
  ['1rXyZz-0001aB-2C H=mx.example.net [192.0.2.25]: DANE error: tlsa lookup FAIL', 'tls.policy.dane', 'tls'],
  [
    '1rXyZz-0001aB-2C == bob@example.net R=dnslookup T=remote_smtp defer (-36): DANE error: previous lookup not DNSSEC',
    'tls.policy.dane',
    'tls',
  ],
  ['DANE error: dane-required', 'tls.policy.dane', 'tls'],
  [
    'DANE attempt failed; TLS connection to mx.example.net [192.0.2.25]: (SSL_connect): error:0A000086:SSL routines::certificate verify failed',
    'tls.policy.dane',
    'tls',
  ],
  [
    'DANE attempt failed; TLS connection to mx.example.net [192.0.2.25]: (gnutls_handshake): The TLS connection was non-properly terminated.',
    'tls.handshake.eof',
    'tls',
  ],
])('Exim, where TLSA records decide: %s', (text, symptom, stage) => {
  expect(readText(text)).toMatchObject({ symptom, stage, speaker: 'us', software: 'exim' })
})
