import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const said = (text: string): string => {
  const { symptom, stage } = readText(text)
  return `${symptom} ${stage ?? '-'}`
}

it.each([
  // Monolog sets the exception, cut short, behind the whole of what it says.
  [
    '[2026-11-30 10:00:00] production.ERROR: Unable to connect with STARTTLS: stream_socket_enable_crypto(): SSL operation failed with code 1. OpenSSL Error messages:\nerror:0A000086:SSL routines::certificate verify failed {"exception":"[object] (Symfony\\\\Component\\\\Mailer\\\\Exception\\\\TransportException(code: 0): Unable to connect with STARTTLS: stream_socket_enable_crypto() at /app/SocketStream.php:174)"}',
    'tls.cert.untrusted tls',
  ],
  // OpenSSL 3.2 and later call no version where it tells of an alert.
  ['msmtp: TLS handshake failed: ssl/tls alert certificate expired', 'tls.cert.rejected tls'],
  [
    'STARTTLS=client, error: connect failed=-1, reason=ssl/tls alert bad certificate, SSL_error=1, errno=0, retry=-1',
    'tls.cert.rejected tls',
  ],
  ['smtpd: handshake: peer did not return a certificate', 'tls.cert.clientrequired tls'],
  // Exim says that it needed TLS, whatever came of the handshake.
  [
    '1tX-0000-aB H=mx.example.com [192.0.2.1]: a TLS session is required, but an attempt to start TLS failed: TLS session: (SSL_connect): error:0A0000F4:SSL routines::unexpected message',
    'tls.handshake.alert tls',
  ],
  // An e-mail address is no subject of a certificate.
  [
    'failed to send notification to email address a@example.com: tls: failed to verify certificate: x509: certificate is valid for mail.example.net, not mx.example.com',
    'tls.cert.name tls',
  ],
  [
    '2026/11/30 10:00:00 services/mailer/sender/smtp.go:80:Send() [E] failed to start TLS connection: x509: OSStatus -26276',
    'tls.cert.untrusted tls',
  ],
  [
    'Error while sending mail: DH ServerKeyExchange does not comply to algorithm constraints',
    'tls.handshake.weakdh tls',
  ],
  ['network error: peer misbehaved: IllegalHelloRetryRequestWithUnofferedNamedGroup', 'tls.handshake.alert tls'],
  ['Connection error: no native root CA certificates found! (smtp)', 'tls.local.config tls'],
  // GnuTLS' peer is no user.
  ['msmtp: TLS handshake failed: Could not authenticate peer.', 'tls.cert.untrusted tls'],
  ['*** SSL connect failed (Resource temporarily unavailable, try again.)', 'tls.handshake.timeout tls'],
  // Whoever throws an exception of SSL had a connection.
  [
    "MailConnectException: Couldn't connect to host, port: smtp.example.com, 465; timeout 10000;\n  nested exception is:\n\tjavax.net.ssl.SSLException: Connection reset",
    'tls.handshake.reset tls',
  ],
  [
    'javax.mail.MessagingException: Could not connect to SMTP host: smtp.example.com, port: 465;\n  nested exception is:\n\tjavax.net.ssl.SSLHandshakeException: Read timed out\n\tat com.sun.mail.smtp.SMTPTransport.openServer(SMTPTransport.java:2212)',
    'tls.handshake.timeout tls',
  ],
  // A method of .NET is named for what it may send.
  [
    'System.Net.Mail.SmtpException: Failure sending mail. ---> System.Security.Authentication.AuthenticationException: A call to SSPI failed, see inner exception.\n   at System.Net.Security.SslState.StartSendAuthResetSignal(ProtocolToken message, AsyncProtocolRequest asyncRequest)',
    'tls.handshake.alert tls',
  ],
  ['Send-MailMessage : The Local Security Authority cannot be contacted', 'tls.handshake.alert tls'],
  ['Unable to send email: The specified data could not be decrypted', 'tls.handshake.corrupt tls'],
  ['smtp starttls: IO error: received fatal alert: HandshakeFailure', 'tls.handshake.alert tls'],
  ['smtp starttls: IO error: tls handshake eof', 'tls.handshake.eof tls'],
  // Stalwart sets the answer to STARTTLS beside the reason.
  [
    'TLS error (delivery.start-tls-error) queueId = 195073613995485124, hostname = "mx.example.net", code = 220, details = "2.0.0 Ready to start TLS", reason = "invalid peer certificate: UnknownIssuer", elapsed = 636ms',
    'tls.cert.untrusted tls',
  ],
  [
    '{error,retries_exceeded,{temporary_failure,"192.0.2.1",{error,{options,incompatible,[{verify,verify_peer},{cacerts,undefined}]}}}}',
    'tls.local.config tls',
  ],
  [
    '  File "uvloop/loop.pyx", line 2083, in uvloop.loop.Loop.create_connection\n  File "uvloop/sslproto.pyx", line 517, in uvloop.loop.SSLProtocol._on_handshake_complete\nConnectionResetError\n\naiosmtplib.errors.SMTPConnectError: Error connecting to smtp.example.com on port 465',
    'tls.handshake.reset tls',
  ],
  ['SSL_connect returned=1 errno=0 state=SSLv2/v3 read server hello A: (null)', 'tls.handshake.alert tls'],
  // A service that sends, of the server that it sends to.
  ['451 4.4.0 Temporary server error: the certificate of the receiving server has expired', 'tls.cert.expired tls'],
  ['550 5.7.1 Client certificate has expired', 'tls.cert.rejected tls'],
  // Windows' client libraries.
  [
    'Error 0x80072F8F (ERROR_INTERNET_SECURE_FAILURE) while sending via smtps://mail.example.com',
    'tls.cert.untrusted tls',
  ],
  ['smtp: ERROR_INTERNET_SEC_CERT_CN_INVALID (12038)', 'tls.cert.name tls'],
])('%s', (text, wanted) => {
  expect(said(text)).toBe(wanted)
})

it.each([
  // What a stack does not support inside a handshake is no TLS that a server lacks.
  'javax.mail.MessagingException: Could not convert socket to TLS;\n  nested exception is:\n\tjavax.net.ssl.SSLHandshakeException: Hash algorithm SHA is not available',
  'postfix/smtp[12]: SSL_connect error to mx.example.com[192.0.2.1]:25: -1\npostfix/smtp[12]: warning: TLS library problem: error:03000090:digital envelope routines::method not supported:evp.c:1:',
  'C: setting hostname for TLS session\nC: perform the SSL/TLS handshake\n! W: Skipping SSL Verification. INSECURE!\n! E: UNKNOWN ERROR CODE (0001)\nC: cleaning SSL connection\nError, unable to connect to server (smtp)',
])('%s', (text) => {
  expect(said(text)).toBe('tls.handshake.alert tls')
})
