import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  // What a sender does next is no plain text of the peer's.
  ['Cannot start TLS: handshake failure; retrying in cleartext', 'tls.handshake.alert'],
  ['TLS handshake failed, no response; falling back to plaintext', 'tls.handshake.timeout'],
  ['TLS handshake failed: server answered in clear text', 'tls.handshake.notls'],
  // Exim reads its own files before any handshake.
  [
    'TLS error on connection from [198.51.100.12] (cert/key setup: cert=/etc/exim.crt key=/etc/exim.key): The requested data were not available.',
    'tls.local.config',
  ],
  ['failure while setting up TLS session: (tls_require_ciphers): no cipher match in list', 'tls.local.ciphers'],
  // OpenSMTPD.
  [
    'smtpd[77]: 11aa22bb33cc44de mta cert-check result="invalid"\nsmtpd[77]: 11aa22bb33cc44de mta disconnected reason="server certificate invalid"',
    'tls.cert.untrusted',
  ],
  // A framework is no frame of a record.
  ['native_tls: smtp: "bad certificate format" (Security.framework, OSStatus -9808)', 'tls.cert.untrusted'],
  ['tokio-rustls smtp client: invalid dnsname', 'tls.local.config'],
  [
    'SMTP Client: Unable to establish SSL session with mx.example.org: SSL Error: Invalid peer certificate',
    'tls.cert.untrusted',
  ],
  // What a stack named is no refusal of STARTTLS, whatever code a sender set before it.
  [
    'dsnStatus=4.7.4 dsnDiag="smtp;454 4.7.4 TLS handshake failure: tlsv1 alert protocol version"',
    'tls.handshake.version',
  ],
  ['454 4.7.0 TLS not available due to local problem', 'tls.refused'],
  // IBM's System SSL and GSKit.
  ['GSKit: SMTP client gsk_secure_soc_init rc=414 (GSK_ERR_BAD_CERT)', 'tls.cert.untrusted'],
  [
    'EZD1287I TTLS Error RC: 402 Initial Handshake LOCAL 0.0.0.0..1025 REMOTE 192.0.2.25..25 JOBNAME: CSSMTP',
    'tls.handshake.cipher',
  ],
  ['stream_socket_enable_crypto(): SSL operation failed with code 5. OpenSSL Error messages:', 'tls.handshake.alert'],
  ['recipient domain requires TLS (MTA-STS enforce) and no MX offers it', 'tls.policy.mtasts'],
])('%s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})

it('a session that a library read or wrote was past its handshake', () => {
  expect(readText('smtp: the mbedtls_ssl_read failed with error -0x7b00').symptom).toBe('drop.lost')
})
