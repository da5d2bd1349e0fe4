import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const symptomOf = (...lines: readonly string[]): string => readText(lines.join('\n')).symptom

it.each([
  [
    'words of different lines have nothing to do with each other',
    'tls.cert.name',
    [
      '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384',
      '* ALPN: server did not agree on a protocol. Uses default.',
      '* SSL: no alternative certificate subject name matches target host name',
    ],
  ],
  [
    'the reason goes before what follows from it',
    'tls.handshake.weakdh',
    ['ERROR: TLS setup failed', 'error:0A00018A:SSL routines::dh key too small', '*** STARTTLS attempted but failed'],
  ],
  [
    'a setting is no complaint',
    'tls.handshake.alert',
    ['mail: TLS handshake failed: A TLS fatal alert has been received.', 'tls_min_dh_prime_bits = (not set)'],
  ],
  [
    'a list of what is forbidden is none either',
    'tls.handshake.version',
    [
      'INFO: [disabledAlgorithms]: SSLv3, RC4, MD5withRSA, DH keySize < 1024, anon',
      'INFO: Client received fatal(2) protocol_version(70) alert',
    ],
  ],
  [
    'source text in a trace says nothing',
    'tls.handshake.alert',
    [
      'Traceback (most recent call last):',
      '  File "ssl.py", line 9, in connect',
      '    wrap(ssl_handshake_timeout=ssl_handshake_timeout)',
      'ssl.SSLError: [SSL: SSLV3_ALERT_UNEXPECTED_MESSAGE] sslv3 alert unexpected message (_ssl.c:1020)',
    ],
  ],
  [
    'the line beside a bare failure tells how it ended',
    'tls.handshake.reset',
    ['Performing the SSL/TLS handshake... failed', 'Last error was: NET - Connection was reset by peer'],
  ],
  [
    'what ends after the handshake ends the session',
    'drop.lost',
    ['TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384', 'TLS socket: Connection reset by peer'],
  ],
  [
    'an alert that our side wrote',
    'tls.cert.untrusted',
    [
      'info sock1 alert write {unknown CA}',
      'info sock1 connect exit error',
      'handshake failed: certificate verify failed',
    ],
  ],
  [
    'a patience that was set is no end of one',
    'tls.handshake.alert',
    [
      'Connection: opening to ssl://mx.example.net:465, timeout=4, options=array()',
      'Connection failed. OpenSSL Error messages:',
      '    error:0A000410:SSL routines::ssl/tls alert handshake failure [SMTP.php line 412]',
    ],
  ],
  [
    'a context that cannot be made follows from the handshake before',
    'tls.handshake.weakdh',
    [
      'HELOCMD: EHLO probe',
      'CRITICAL - Cannot make SSL connection.',
      '4057F267197F0000:error:0A00018A:SSL routines:tls_process_ske_dhe:dh key too small:../ssl/statem/statem_clnt.c:2354:',
      'CRITICAL - Cannot create SSL context.',
    ],
  ],
  [
    'an answer about revocation that nobody stapled is no fault',
    'tls.handshake.alert',
    [
      '2026.11.29 06:02:23 LOG3[0]: OCSP: No OCSP stapling response received',
      '2026.11.29 06:02:23 LOG3[0]: SSL_connect: error:0A000410:SSL routines::ssl/tls alert handshake failure: SSL alert number 40',
    ],
  ],
  [
    'what a program has not, and what nobody asked for, is no demand',
    'tls.cert.selfsigned',
    [
      '=== TLS client certificate not requested and not sent',
      '=== TLS no client certificate set',
      '*** TLS startup failed (connect(): certificate verification failed (self-signed certificate))',
    ],
  ],
  [
    'every complaint at once is none',
    'tls.handshake.eof',
    [
      'TLS X.509 Verification: The certificate is NOT trusted. The certificate chain is revoked. The certificate chain uses insecure algorithm. The certificate chain uses not yet valid certificate. The certificate chain uses expired certificate. ',
      'GnuTLS handshake failed: The TLS connection was non-properly terminated.',
    ],
  ],
  [
    'a record that the layer below could not read',
    'tls.handshake.corrupt',
    [
      'error:0A000119:SSL routines::decryption failed or bad record mac',
      'error:0A000139:SSL routines::record layer failure',
    ],
  ],
] as const)('%s', (_what, symptom, lines) => {
  expect(symptomOf(...lines)).toBe(symptom)
})

it.each([
  [
    'a trace of a handshake that went well',
    ['info sock1 connect loop {SSLv3/TLS read change cipher spec}', 'info sock1 SSL negotiation finished successfully'],
  ],
  ['a fault that passed', ['gnutls[1]: non-fatal error: Resource temporarily unavailable', 'TLS session established']],
  [
    'a session that both sides left',
    ['<- 220 mx.example.net ESMTP', ' -> EHLO me', '<- 250 mx', ' -> QUIT', '<- 221 Bye', '=== Connection closed.'],
  ],
] as const)('%s is no failure', (_what, lines) => {
  expect(symptomOf(...lines)).not.toMatch(/^(?:tls|drop|connect)\./)
})

it('the end of a long trace is read', () => {
  const trace = 'gnutls.c: [2] Keeping ciphersuite 13.02\n'.repeat(4_000)
  expect(symptomOf(`${trace}gnutls.c: [1] fatal error: Error in the pull function.`)).toBe('tls.handshake.reset')
})

it('a list that ends in something else keeps nobody busy', () => {
  const list = `tls: ${'a, '.repeat(50)}b!`
  expect(symptomOf(`TLS handshake failed\n${list}`, list)).toBe('tls.handshake.alert')
})

it.each([
  'Received: from mail.example.org (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (No client certificate requested) by mx.example.net (Postfix) with ESMTPS id 1',
  'The server supports TLS 1.2 and TLS 1.3; TLS 1.0 and TLS 1.1 are disabled.',
  'smtp.example.net:465 - TLS 1.0: not offered, TLS 1.1: not offered, TLS 1.2: offered, TLS 1.3: offered',
  'TLS certificate information: Common Name: smtp.example.net; issued by Example CA; not expired',
  'INFO: smtp: connected to smtp.example.net:587, starttls=true, insecure_skip_verify=false, server cert OK',
  'SSL3 alert write:warning:close notify',
  'postfix/smtpd[9]: disconnect from mail.example.net[192.0.2.10] ehlo=2 starttls=1 quit=1 commands=4',
  'Level 5: GnuTLS: REC[0x55]: Alert[1|0] - Close notify - was received',
  '7f1c mta cert-check result="unverified" fingerprint="SHA256:ab12"',
  'Authentication-Results: mx.example.net; dkim=pass; iprev=pass; tls=pass (TLSv1.3)',
])('%j tells of no failure', (text) => {
  expect(symptomOf(text)).toMatch(/^(?:unknown|accepted)$/)
})

it.each([
  ['tls.handshake.version', 'TLS 1.0 and TLS 1.1 are disabled, the handshake failed: unsupported protocol'],
  ['tls.cert.clientrequired', 'TLS handshake failed: certificate required, and no client certificate was sent'],
  ['sender.auth', 'Authentication-Results: mx.example.net; dkim=fail; spf=softfail; dmarc=fail, message rejected'],
])('%s is told all the same: %j', (symptom, text) => {
  expect(symptomOf(text)).toBe(symptom)
})
