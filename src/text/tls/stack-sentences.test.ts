import { describe, expect, it } from 'vitest'
import type { Symptom } from '../../domain/symptom.ts'
import { readText } from '../read-text.ts'

/** What single words of a stack's sentence say else than the whole of it. */
const SENTENCES: readonly (readonly [string, Symptom])[] = [
  ['mailer: SSL: Bulk data decryption algorithm failed in selected cipher suite.', 'tls.handshake.corrupt'],
  ["mailer: Client's SSL session ID not found in server's session cache.", 'tls.handshake.alert'],
  ['mailer: SSL expected a supported groups extension.', 'tls.handshake.alert'],
  ['mailer: Peer received a valid certificate, but access was denied.', 'tls.handshake.alert'],
  ['mailer: TLS error: Certificate is required.', 'tls.cert.clientrequired'],
  ['mailer: TLS error: The requested data were not available.', 'tls.handshake.alert'],
  ['mailer: TLS error: Error decoding the received TLS packet.', 'tls.handshake.alert'],
  ['mailer: invalid peer certificate: BadSignature', 'tls.cert.untrusted'],
  ["mailer: peer doesn't support any known protocol", 'tls.handshake.alert'],
  ['mailer: error:10000072:SSL routines:OPENSSL_internal:BAD_DH_P_LENGTH', 'tls.handshake.weakdh'],
  ['schannel: next InitializeSecurityContext failed: SEC_E_UNSUPPORTED_FUNCTION (0x80090302)', 'tls.handshake.version'],
  ["mail: the remote party sent a TLS alert: 'UnknownCA'", 'tls.cert.rejected'],
  ['mail: {tls_alert,{handshake_failure,{bad_cert,hostname_check_failed}}}', 'tls.cert.name'],
  ['mail: mbedtls_ssl_handshake returned -0x7080 SSL - The requested feature is not available', 'tls.handshake.alert'],
  [
    'mail: mbedtls returned -0x7d80 SSL - Processing of the CertificateVerify handshake message failed',
    'tls.handshake.alert',
  ],
  ['mailer: The issuer certificate of a locally looked up certificate could not be found', 'tls.cert.untrusted'],
  ["The SMTP server's certificate was issued to 'www.example.com' and not to 'mx.example.com'", 'tls.cert.name'],
  ['The server does not accept our client certificate (alert bad certificate)', 'tls.cert.rejected'],
  ['mail: SSL_ERROR_UNKNOWN_CA_ALERT', 'tls.cert.rejected'],
  ['mail: SSL_ERROR_BAD_CERT_ALERT', 'tls.cert.rejected'],
  ['mail: SSL_ERROR_UNRECOGNIZED_NAME_ALERT', 'tls.cert.sni'],
  ['mail: SSL_ERROR_UNSAFE_NEGOTIATION', 'tls.handshake.legacyreneg'],
  ['mail: MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE', 'tls.cert.weak'],
  ['mail: MOZILLA_PKIX_ERROR_KEY_PINNING_FAILURE', 'tls.cert.untrusted'],
  ['mailer: The pinned public key does not match the certificate of smtp.example.com', 'tls.cert.untrusted'],
  ['mail: boringssl write alert, level: fatal, description: certificate unknown', 'tls.cert.untrusted'],
  ['mail: boringssl read alert, level: fatal, description: certificate unknown', 'tls.cert.rejected'],
  ['mail: CertPathValidatorException: timestamp check failed', 'tls.cert.expired'],
  ['server wants RC4-SHA, which is disabled here: TLS handshake aborted', 'tls.handshake.cipher'],
  ['could not decrypt Finished message', 'tls.handshake.corrupt'],
  [
    'msg="Failed to send alert email" error="x509: failed to load system roots and no roots provided"',
    'tls.cert.untrusted',
  ],
  ['Failed to send mail. Peer certificate cannot be authenticated with given CA certificates.', 'tls.cert.untrusted'],
  ['TLS handshake failure: remote server negotiated TLS 1.0 which is not accepted', 'tls.handshake.version'],
  ['fetchmail: smtp.example.com fingerprints do not match!', 'tls.cert.untrusted'],
  ['fetchmail: Server name not specified in certificate!', 'tls.cert.name'],
  ['mailer: No certificate from server', 'tls.handshake.alert'],
  ["smtp: Peer's certificate does not use a secure checksum", 'tls.cert.weak'],
  ['smtp: The certificate has not yet been activated', 'tls.cert.expired'],
  ['alpine: There was an SSL/TLS failure for the server smtp.example.com', 'tls.handshake.alert'],
  ['smtp: The message received was unexpected or badly formatted', 'tls.handshake.alert'],
  ['PHP Warning: stream_socket_client(): Failed to enable crypto (smtp)', 'tls.handshake.alert'],
  ['smtpd: tls: downgrade attempt detected, possibly due to a broken middlebox', 'tls.handshake.version'],
]

/** What our own side could not read or load. */
const OWN: readonly string[] = [
  'PHP: Unable to find the socket transport "ssl" - did you forget to enable it when you configured PHP? (smtp)',
  'hitch: Invalid x509 certificate PEM file: Not a file. (smtps)',
  'dovecot: submission-login: Error: There is no valid PEM certificate.',
  "dovecot: submission-login: Error: Can't load DH parameters (ssl_dh setting)",
  'mailer: Certificate does not match key',
  'msmtp: tls_cert_file requires tls_key_file',
  'msmtp: cannot set X509 trust file /etc/ssl/mail/ca.pem for TLS session',
  'smtp: TLS server engine: No client CA data configured.',
  'smtp: could not load PEM client certificate from /etc/ssl/mail/c.pem, (no key found, wrong pass phrase)',
  'smtp: error loading certificate chain: key at index 1 does not match the certificate',
  'IO::Socket::SSL: Invalid certificate authority locations (smtp)',
  'smtp: SSL_ca_file /etc/ssl/mail/ca.pem does not exist',
  'smtp: Invalid TLS level "strict"',
  'java.io.IOException: Keystore was tampered with, or password was incorrect, mail will not start',
  'ssl.SSLError: [X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4154)',
  'mail: invalid SSL_version specified at /usr/share/perl5/IO/Socket/SSL.pm line 698.',
  'EIdOSSLCouldNotLoadSSLLibrary: Could not load SSL library.',
  'smtpd: cannot enable TLS: certificate file missing',
  'mutt: SSL disabled due to the lack of entropy',
  'SMTP: SSL error: Keyring file access error',
  'UTL_SMTP: ORA-28759: failure to open file',
  'mail: X509 - Certificate format not recognized as DER or PEM, mbedtls',
]

describe('sentences of TLS stacks', () => {
  it.each(SENTENCES)('%s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ symptom, stage: 'tls' })
  })

  it.each(OWN)('%s', (text) => {
    expect(readText(text).symptom).toBe('tls.local.config')
  })

  it('reads a step that a socket without blocking takes as none, where a failure stands beside it', () => {
    const text = [
      '198.51.100.7:59742 mx smtps ssl client handshake err=SSL_ERROR_WANT_READ',
      '198.51.100.7:59742 mx smtps Handshake failure: error:0A000438:SSL routines::tlsv1 alert internal error',
    ].join('\n')
    expect(readText(text).symptom).toBe('tls.handshake.alert')
  })

  it('hears our own closing of the line as no end that the peer made', () => {
    const text = [
      'E/mail: Failed to log in, closing connection for conn11',
      'E/mail: javax.net.ssl.SSLHandshakeException: Handshake failed',
    ].join('\n')
    expect(readText(text).symptom).toBe('tls.handshake.alert')
  })

  it('asks no version of the library', () => {
    const text = 'smtpd: run-time library vs. compile-time header version mismatch: OpenSSL 3.2.0 and OpenSSL 3.0.0'
    expect(readText(text).symptom).not.toBe('tls.handshake.version')
  })

  it('takes a handshake that failed in an excerpt about mail for one of mail', () => {
    const text = [
      '2026.11.29 12:25:01 LOG5[8]: Service [smtps] accepted connection from 198.51.100.7:44696',
      '2026.11.29 12:25:01 LOG6[8]: Peer certificate not required',
      '2026.11.29 12:25:01 LOG3[8]: SSL_accept: error:0A000126:SSL routines::unexpected eof while reading',
      '2026.11.29 12:25:01 LOG5[8]: Connection reset/closed: 0 byte(s) sent to TLS, 0 byte(s) sent to socket',
    ].join('\n')
    expect(readText(text)).toMatchObject({ symptom: 'tls.handshake.eof', stage: 'tls' })
  })
})
