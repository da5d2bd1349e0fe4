import { describe, expect, it } from 'vitest'
import type { Symptom } from '../../domain/symptom.ts'
import { readText } from '../read-text.ts'

/** What a stack says, and what it means. */
const REASONS: readonly (readonly [string, Symptom])[] = [
  ['certificate has expired', 'tls.cert.expired'],
  ['self signed certificate', 'tls.cert.selfsigned'],
  ['unable to verify the first certificate', 'tls.cert.untrusted'],
  ['x509: certificate signed by unknown authority', 'tls.cert.untrusted'],
  ['Trust anchor for certification path not found.', 'tls.cert.untrusted'],
  ['x509: certificate is valid for a.example.com, not b.example.com', 'tls.cert.name'],
  ['No subject alternative DNS name matching mail.example.com found.', 'tls.cert.name'],
  ['error:1408F10B:SSL routines:ssl3_get_record:wrong version number', 'tls.handshake.notls'],
  ['tls: first record does not look like a TLS handshake', 'tls.handshake.notls'],
  ['WRONG_VERSION_NUMBER', 'tls.handshake.notls'],
  ['DH_KEY_TOO_SMALL', 'tls.handshake.weakdh'],
  ['Received fatal alert: protocol_version', 'tls.handshake.version'],
  ['remote error: tls: handshake failure', 'tls.handshake.alert'],
  ['unsafe legacy renegotiation disabled', 'tls.handshake.legacyreneg'],
  ['EOF occurred in violation of protocol (_ssl.c:997)', 'tls.handshake.eof'],
  ['tlsv1 alert unknown ca', 'tls.cert.rejected'],
  ['tls: either ServerName or InsecureSkipVerify must be specified in the tls.Config', 'tls.local.config'],
]

/** How programs and people set it down. */
const WRAPPED: Readonly<Record<string, (reason: string) => string>> = {
  alone: (reason) => reason,
  connecting: (reason) => `failed to connect to smtp.example.com:587: ${reason}`,
  connectingByTls: (reason) => `Error sending test email: failed to connect via TLS: ${reason}`,
  unreached: (reason) => `connection to mail.example.com:465 failed: ${reason}`,
  objectOfNode: (reason) =>
    `Started to get this with nodemailer.\n\n   { [Error: ${reason}] code: 'ESOCKET' }\n\nCould you please describe what the reason can be`,
  aboutPasswords: (reason) => `[ERR] CNTL: error sending password reset email ${reason}`,
  quoted: (reason) => `When I try to send mail I get "${reason}". Any idea?`,
  avoided: (reason) =>
    `The mail method fails for me:\n\n    [ERR] ${reason}\n\nI only got it to work by disabling verification`,
  deferred: (reason) =>
    `Nov 29 10:00:00 mx postfix/smtp[12]: 4X: to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=4.7.5, status=deferred (${reason})`,
  ofOpenSmtpd: (reason) => `smtp-out: Error on session 5de0f1: IO Error: ${reason}`,
  ofOpenSmtpd7: (reason) => `5de0f1c8a2 mta error reason=IO Error: ${reason}`,
  ofExim: (reason) => `2026-11-30 10:00:00 1tX-0 TLS session: (SSL_connect): ${reason} H=mx.example.com [192.0.2.1]`,
  ofSendmail: (reason) =>
    `Nov 30 10:00:00 mx sm-mta[12]: STARTTLS=client, error: connect failed=-1, reason=${reason}, SSL_error=1, errno=0, retry=-1`,
  ofKumo: (reason) =>
    `KumoMTA internal: failed to connect to any candidate hosts: connect to mx.example.com.:25: TLS handshake failed: ${reason}`,
  ofStalwart: (reason) => `TLS error (delivery.start-tls-error) hostname = "mx.example.com", reason = "${reason}"`,
  ofHaraka: (reason) => `[ERROR] [A1B2.1] [outbound] client 192.0.2.1:25 error: ${reason}`,
  causedBy: (reason) =>
    `org.springframework.mail.MailSendException: Mail server connection failed\nCaused by: ${reason}`,
  german: (reason) => `E-Mail konnte nicht gesendet werden. Fehler: ${reason}`,
}

describe.each(Object.entries(WRAPPED))('%s', (_name, wrap) => {
  it.each(REASONS)('%s', (reason, symptom) => {
    expect(readText(wrap(reason)).symptom).toBe(symptom)
  })
})

it.each<[string, Symptom]>([
  // What connects and is refused has found no fault with TLS.
  [
    'Unable to initialize SMTP properly. VALUES: server=smtp.example.com encryption=tls port=587 Net::SMTP: connect: Connection refused',
    'connect.refused',
  ],
  // The line ended before STARTTLS was answered.
  ["can't STARTTLS: [Net::SMTP] Connection closed", 'drop.lost'],
  ['requireTLS: true "Failed to setup TLS keystore of SMTP server"', 'tls.local.config'],
  ['Failed to send message: To use SSL please install IO::Socket::SSL with version>=2.007', 'tls.local.config'],
  ['level=error msg="[smtp] TLS key not found or readable: =/certs/localhostKey.pem"', 'tls.local.config'],
  ['[Socket] OUT: "STARTTLS"\n[Socket] ERROR: QAbstractSocket::SocketError(13)', 'tls.handshake.alert'],
  ['send-mailmessage with SSL cannot verify the root CA of the SMTP server', 'tls.cert.untrusted'],
  ['*** Fatal error: A packet with illegal or unsupported version was received.', 'tls.handshake.version'],
  ['421 4.4.1 Connection timed out during TLS negotiation', 'tls.handshake.timeout'],
  // For the case that it comes up.
  ['If you ever see "certificate has expired", renew the certificate of your web server.', 'unknown'],
])('%s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})
