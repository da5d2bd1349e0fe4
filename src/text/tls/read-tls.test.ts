import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const symptomOf = (text: string): string => readText(text).symptom

describe('what a TLS stack says beside its reason', () => {
  it.each([
    [
      'a file of its source',
      'error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:tlsa_any.c:77:',
    ],
    ['a function of its source', 'error:0A00010B:SSL routines:tls_cert_expired_check:wrong version number:rec.c:77:'],
  ])('%s is no word', (_what, text) => {
    expect(symptomOf(text)).toBe('tls.handshake.notls')
  })

  it('a certificate’s dates are no complaint about it', () => {
    const dates = 'notBefore = Nov 28 11:12:50 2026 GMT\nnotAfter = Feb  5 11:12:50 2029 GMT'
    expect(symptomOf(`TLS certificate of mx.example.org\n${dates}\nerr 26: unsuitable certificate purpose`)).toBe(
      'tls.cert.purpose',
    )
    expect(symptomOf(`TLS certificate of mx.example.org\n${dates}\ncertificate has expired`)).toBe('tls.cert.expired')
  })

  it('reasons of the libraries below leave the word to the SSL library', () => {
    expect(
      symptomOf('error:02000086:rsa routines::last octet invalid error:0A00018A:SSL routines::dh key too small'),
    ).toBe('tls.handshake.weakdh')
  })
})

it.each([
  "hostname 'smtp.example.com' doesn't match either of '*.example.org', 'example.org'",
  "connResult=[(220, b'mx.example.org ESMTP ready')]\nStarting TLS\nTLS Exception: [hostname 'smtp.example.com' doesn't match 'example.org']",
])(
  'Python’s sentence about another name needs no exception around it, and no greeting before it counts: %s',
  (text) => {
    expect(readText(text)).toMatchObject({ symptom: 'tls.cert.name', stage: 'tls' })
  },
)

describe('the sheet of a session that a program prints', () => {
  const CERTIFICATE =
    'Certificate chain\n 0 s:CN = mx.example.org\n   a:PKEY: rsaEncryption, 2048 (bit); sigalg: RSA-SHA256'
  const AGREED = 'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\nSecure Renegotiation IS NOT supported'

  it('of s_client, is no complaint', () => {
    const sheet = `CONNECTED(00000003)\n---\n${CERTIFICATE}\n---\n${AGREED}`
    expect(
      symptomOf(`verify error:num=62:hostname mismatch\n${sheet}\nVerify return code: 62 (hostname mismatch)`),
    ).toBe('tls.cert.name')
    expect(symptomOf(`${sheet}\nVerify return code: 0 (ok)`)).not.toMatch(/^tls\./)
  })

  it('of gnutls-cli, is none but for its status', () => {
    const sheet =
      'Processed 1 CA certificate(s).\n- Certificate[0] info:\n - subject `CN=mx.example.org`, RSA key 2048 bits\n\tPublic Key ID:'
    const status = '- Status: The certificate is NOT trusted. The certificate issuer is unknown. '
    expect(symptomOf(`${sheet}\n${status}\n*** PKI verification of server certificate failed...`)).toBe(
      'tls.cert.untrusted',
    )
  })

  it('of msmtp, is none', () => {
    const sheet = 'TLS certificate information:\n    Validity:\n        Expiration time: Wed Feb 14 14:32:18 2035'
    expect(symptomOf(`msmtp: cannot read from TLS connection: Error in the pull function.\n${sheet}`)).toBe('drop.lost')
  })
})

describe('an alert of our own', () => {
  it.each([
    [
      '* TLSv1.3 (OUT), TLS alert, unknown CA (560):\n* SSL certificate problem: certificate has expired',
      'tls.cert.expired',
    ],
    ['SSL3 alert write:fatal:unknown CA', 'tls.cert.untrusted'],
    [
      'A fatal alert was generated and sent to the remote endpoint. The TLS protocol defined fatal error code is 70.',
      'tls.handshake.version',
    ],
  ])('%j is not the peer’s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ symptom })
    expect(readText(text).tlsAlert).toBeUndefined()
  })

  it('its number in curl’s words is no reply', () => {
    expect(readText('* TLSv1.3 (IN), TLS alert, handshake failure (552):\n* Closing connection 0')).toMatchObject({
      symptom: 'tls.handshake.alert',
      tlsAlert: 40,
    })
  })
})

it('who is ready to start TLS has not refused it', () => {
  expect(symptomOf("can't STARTTLS: 2.0.0 Ready to start TLS")).toBe('tls.handshake.alert')
})

describe('an alert of the peer', () => {
  it.each([
    ['Alert: protocol_version', 'tls.handshake.version', 70],
    ['Alert: unrecognized_name', 'tls.cert.sni', 112],
    ['error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION', 'tls.handshake.version', 70],
    ['error:10000455:SSL routines:OPENSSL_internal:reason(1109)', 'tls.handshake.alert', 109],
    ['TLS session: (gnutls_handshake): CA is unknown', 'tls.cert.rejected', 48],
    ['remote error: tls: unknown certificate', 'tls.cert.rejected', 46],
    ['handshake failed: tlsv1 unrecognized name', 'tls.cert.sni', 112],
  ])('%s', (text, symptom, tlsAlert) => {
    expect(readText(text)).toMatchObject({ symptom, tlsAlert })
  })

  it('is not announced by the word alone', () => {
    expect(symptomOf('Alert: disk_full on the mail store')).not.toMatch(/^tls\./)
  })
})

describe('after the handshake', () => {
  it.each([
    ['SSL_read: unexpected eof while reading', 'drop.lost'],
    ['cannot read from TLS connection: Error in the pull function.', 'drop.lost'],
    ['GnuTLS recv error (-110): The TLS connection was non-properly terminated.', 'drop.lost'],
  ])('%s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ symptom })
    expect(readText(text).stage).toBeUndefined()
  })
})

it('a willing server’s reply does not hide what our stack made of it', () => {
  expect(
    readText('220 2.0.0 Ready to start TLS; SSL connect attempt failed error:0A00018A:SSL routines::dh key too small'),
  ).toMatchObject({ symptom: 'tls.handshake.weakdh', stage: 'tls', speaker: 'us' })
  expect(symptomOf('220 2.0.0 Ready to start TLS')).toBe('accepted')
})

it('a time of day is no port of another service', () => {
  expect(symptomOf('2026.11.28 11:30:22 LOG3[30]: SSL_accept: error:0A0000C1:SSL routines::no shared cipher')).toBe(
    'tls.handshake.cipher',
  )
})

describe('numbers of the stacks', () => {
  it.each([
    ['mbedtls_ssl_handshake returned -0x7280', 'tls.handshake.eof'],
    ['mbedtls_ssl_handshake returned -29312', 'tls.handshake.eof'],
    ['wolfSSL_connect error -322, x', 'tls.cert.name'],
    ['SSPI: 0x800B0101', 'tls.cert.expired'],
  ])('%s', (text, symptom) => {
    expect(symptomOf(text)).toBe(symptom)
  })

  it('are only theirs where they are named', () => {
    expect(symptomOf('ssl handshake returned -322')).toBe('unknown')
  })
})

describe('what is revoked and what is out of date', () => {
  it.each([
    ['certificate verify failed: CRL has expired', 'tls.cert.untrusted'],
    ['certificate verify failed: certificate has expired', 'tls.cert.expired'],
    ['verify error:num=30:authority and subject key identifier mismatch', 'tls.cert.untrusted'],
    ['verify error:num=62:hostname mismatch', 'tls.cert.name'],
  ])('%s', (text, symptom) => {
    expect(symptomOf(text)).toBe(symptom)
  })
})

describe('a success', () => {
  it.each([
    'TLS report: 4210 successful sessions, 0 failures',
    'STARTTLS ok, TLSv1.3, certificate verified, expires in 61 days',
    'DANE validation succeeded for mx8.example.net (3 1 1 matched)',
    'postfix/smtpd[91]: Anonymous TLS connection established from mail.example.org[198.51.100.7]: TLSv1.2 with cipher X',
  ])('has no verdict: %s', (text) => {
    expect(symptomOf(text)).toBe('unknown')
  })

  it.each([
    ['Client network socket disconnected before secure TLS connection was established', 'tls.handshake.eof'],
    ['TLS established, certificate verified, but STARTTLS session reset by peer', 'tls.handshake.reset'],
    ['the certificate will only become valid tomorrow', 'tls.cert.expired'],
  ])('is none where words are against it: %s', (text, symptom) => {
    expect(symptomOf(text)).toBe(symptom)
  })
})

describe('reasons in free words', () => {
  it.each([
    ['could not build a chain to a trusted root for mx11.example.org', 'tls.cert.untrusted'],
    ['negotiated TLSv1.0 is below our minimum TLSv1.2', 'tls.handshake.version'],
    ['client and server have no TLS group in common', 'tls.handshake.cipher'],
    ['first bytes from server are not TLS: 32 32 30 20', 'tls.handshake.notls'],
    ['RST while waiting for ServerHello', 'tls.handshake.reset'],
    ['the remote side signalled "inappropriate_fallback"', 'tls.handshake.version'],
    ['we sent alert 46 certificate_unknown: verification of mx11.example.org failed', 'tls.cert.untrusted'],
    ['mx11.example.org sent alert 46 certificate_unknown', 'tls.cert.rejected'],
  ])('%s', (text, symptom) => {
    expect(symptomOf(text)).toBe(symptom)
  })

  it('what is offered and what is not offered are two things', () => {
    expect(symptomOf('mx11.example.org offers TLSv1.2 and TLSv1.3; weak protocols are not offered')).toBe('unknown')
  })
})

describe('names of types and constants', () => {
  it.each([
    ['TlsInitializationFailed; CertificateIssuerNotFound', 'tls.cert.untrusted'],
    ['Tls_failure (AuthenticationFailure (LeafInvalidName))', 'tls.cert.name'],
    ['TlsConnectionTruncated', 'tls.handshake.eof'],
    ['rustls: InvalidCertificate(CertNotValidYet)', 'tls.cert.expired'],
  ])('are read as words: %s', (text, symptom) => {
    expect(symptomOf(text)).toBe(symptom)
  })
})

it('an alert that came after the handshake is what ended the session', () => {
  expect(
    symptomOf(
      'smtplib.SMTPServerDisconnected: Connection unexpectedly closed: [SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:992)',
    ),
  ).toBe('tls.cert.clientrequired')
})

it.each([
  ['tls.refused', 'stunnel: LOG3[0]: Remote server is not RFC 2487 compliant'],
  ['tls.local.ciphers', 'gnutls_priority_set_direct(@SYSTEM): The request is invalid.'],
  [
    'tls.required',
    `msg="Notify for alerts failed" err="'require_tls' is true, but the server does not advertise the STARTTLS extension"`,
  ],
  ['tls.handshake.alert', 'Symfony: TransportException: Unable to connect with STARTTLS.'],
  [
    'tls.handshake.timeout',
    'jakarta.mail.MessagingException: Could not convert socket to TLS;\n  nested exception is:\n\tjava.net.SocketTimeoutException: Read timed out\n\tat com.sun.mail.smtp.SMTPTransport.startTLS(SMTPTransport.java:2140)',
  ],
  ['tls.required', 'The SMTP service on mx.example.net port 587 did not appear to support STARTTLS.'],
  ['tls.handshake.timeout', "protocol.rb:43:in `ssl_socket_connect': Net::OpenTimeout (Net::OpenTimeout)"],
  [
    'tls.cert.untrusted',
    'DEBUG: .../IO/Socket/SSL.pm:855: local error: SSL connect attempt failed error:0A000086:SSL routines::certificate verify failed',
  ],
])('%s: %s', (symptom, text) => {
  expect(symptomOf(text)).toBe(symptom)
})
