import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const of = (...lines: readonly string[]) => readText(lines.join('\n'))

describe('what programs print around a TLS stack', () => {
  it.each([
    [
      'an event of Windows, in lines of its fields',
      'tls.handshake.cipher',
      [
        'Event ID: 36874',
        'Source: Schannel',
        'Message: TLS 1.0 connection request was received from a remote client application, ',
        'but none of the cipher suites supported by the client application are supported by the server.',
        'The TLS connection request has failed.',
        '(SMTP receive connector)',
      ],
    ],
    [
      'a reason alone in its line',
      'tls.cert.selfsigned',
      ['SMTP Configured', 'Sending Mail', 'Error occurred', 'self signed certificate'],
    ],
    [
      'a number of mbed TLS behind the name of a module',
      'tls.cert.untrusted',
      [
        'E (129800) esp-tls: mbedtls_ssl_handshake returned -0x2700',
        'E (129810) SMTP_CLIENT: Failed to open a new connection',
      ],
    ],
    [
      'a sheet of s_client without its first line',
      'tls.handshake.alert',
      [
        '1406:error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:rec_layer_s3.c:1528:SSL alert number 40',
        '---',
        'no peer certificate available',
        '---',
        'No client certificate CA names sent',
      ],
    ],
    [
      'a list of guesses that stands first',
      'tls.cert.untrusted',
      [
        'The SSL certificate presented by the server is not trusted by the system for one or more of the following reasons:',
        '1. The server is using a self-signed certificate which cannot be verified.',
        '2. The certificate presented by the server is expired or invalid.',
        'See the FAQ for possible solutions. ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure.',
      ],
    ],
    [
      'a line that our side closes',
      'tls.handshake.alert',
      [
        'E/k9: Failed to login, closing connection for conn112983937',
        '  E/k9: IOException for u@example.com:',
        '  javax.net.ssl.SSLHandshakeException: Handshake failed',
      ],
    ],
    [
      'an alert that Bouncy Castle raises',
      'tls.handshake.cipher',
      [
        'org.bouncycastle.tls.TlsFatalAlert: handshake_failure(40); [server #9] found no selectable cipher suite among the 59 offered (smtp)',
      ],
    ],
    [
      'the number of an alert in s2n’s words',
      'tls.handshake.version',
      ['smtps: Failed to negotiate: ‘TLS alert received’ 70'.replaceAll(/[‘’]/g, "'")],
    ],
    [
      'a close in s2n’s words',
      'tls.handshake.eof',
      ["smtps: Failed to negotiate: 'connection is closed'. Error encountered in s2n_recv.c:50", 'Alert: -1'],
    ],
    [
      'a library that cannot be loaded',
      'tls.local.config',
      ['simplemail.sender: Connection failed "TLS initialization failed"'],
    ],
    [
      'a port that needs another setting',
      'tls.local.config',
      ['postfix/smtp[932]: SMTPS wrappermode (TCP port 465) requires setting "smtp_tls_wrappermode = yes"'],
    ],
  ] as const)('%s', (_what, symptom, lines) => {
    expect(of(...lines)).toMatchObject({ symptom, stage: 'tls' })
  })

  it('reads a session that is shown from the answer to STARTTLS on', () => {
    const read = of(
      'SERVER -> CLIENT: 220 begin TLS negotiation',
      'stream_socket_enable_crypto(): SSL operation failed with code 1. OpenSSL Error messages:',
      'error:14094410:SSL routines:SSL3_READ_BYTES:sslv3 alert handshake failure',
      'CLIENT -> SERVER: QUIT',
      'SERVER -> CLIENT:',
      'SMTP ERROR: QUIT command failed:',
      'Connection: closed',
    )
    expect(read).toMatchObject({ symptom: 'tls.handshake.alert', stage: 'tls' })
  })

  it('reads a log that a web page shows from its end', () => {
    const read = of(
      '28/06/2018 à 16:32:52\tinfo\tdisconnect from unknown[192.0.2.12] ehlo=1 starttls=0/1 commands=1/2',
      '28/06/2018 à 16:32:52\tinfo\tlost connection after STARTTLS from unknown[192.0.2.12]',
      '28/06/2018 à 16:32:52\twarning\twarning: TLS library problem: error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:rec.c:1399:SSL alert number 48:',
      '28/06/2018 à 16:32:52\tinfo\tSSL_accept error from unknown[192.0.2.12]: -1',
      '28/06/2018 à 16:32:52\tinfo\tconnect from unknown[192.0.2.12]',
    )
    expect(read).toMatchObject({ symptom: 'tls.cert.rejected', tlsAlert: 48 })
  })

  it('a client that Dovecot gave up for its silence in the handshake did not hang up', () => {
    expect(
      of(
        'submission-login: Info: Disconnected: Disconnected for inactivity. (no auth attempts in 180 secs): user=<>, rip=192.0.2.12, lip=192.0.2.11, lport=465, TLS handshaking',
      ),
    ).toMatchObject({ symptom: 'tls.handshake.timeout', stage: 'tls' })
  })

  it('a login that JavaMail says failed is no sender’s authentication', () => {
    expect(of('Authentication failed. Failed messages: javax.mail.AuthenticationFailedException').symptom).toBe(
      'auth.failed',
    )
    expect(of('An error occurred while sending mail: Authentication failed, see inner exception.').symptom).toBe(
      'tls.handshake.alert',
    )
  })

  it.each([
    ["hostname 'smtp.example.net' doesn't match 'mx.example.net'", 'tls.cert.name'],
    ['mail: the server returned error "alert unknown ca"', 'tls.cert.rejected'],
    ["Can't start TLS: SSL connect attempt failed because of handshake problems", 'tls.handshake.alert'],
    ['Cannot determine the frame size or a corrupted frame was received.', 'tls.handshake.notls'],
    [
      'Schannel: Fatal error when creating the client credentials for TLS. The internal error status is 10013.',
      'tls.local.config',
    ],
    [
      'courieresmtpd: couriertls: /etc/courier/esmtpd.pem: error:02001002:system library:fopen:No such file or directory',
      'tls.local.config',
    ],
    [
      'l=debug m="queue deliverhost result" err="tls error: STARTTLS: got 502, expected 220, permanent: 502 5.5.1 Error: command not implemented" pkg=queue tlsmode=requiredstarttls',
      'tls.refused',
    ],
  ])('%s', (text, symptom) => {
    expect(of(text).symptom).toBe(symptom)
  })

  it('who says that STARTTLS is required is told by the name behind it', () => {
    expect(
      of(
        'SMTPSendFailedException: 451 5.7.3 STARTTLS is required to send mail [AM0PR03CA0001.eurprd03.prod.outlook.com]',
      ),
    ).toMatchObject({ symptom: 'tls.required', stage: 'mail', speaker: 'peer' })
    expect(
      of('450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]'),
    ).toMatchObject({ symptom: 'tls.required', stage: 'ehlo' })
  })
})

describe('what a stack says behind other words', () => {
  it.each([
    // An exception's name is K-9's for whatever its stack threw.
    [
      'com.fsck.k9.mail.CertificateValidationException: Handshake failed\n\tat com.fsck.k9.mail.transport.smtp.SmtpTransport.open(SmtpTransport.java:320)\nCaused by: javax.net.ssl.SSLHandshakeException: Handshake failed',
      'tls.handshake.alert',
    ],
    ['SMTP Error: Could not start TLS. A call to SSPI failed, see inner exception.', 'tls.handshake.alert'],
    ['SMTP Error: Could not start TLS. SSL - A fatal alert message was received from our peer', 'tls.handshake.alert'],
    ['SMTP Error: Could not start TLS.', 'tls.refused'],
    // What rustls finds lacking is a version only where it says so.
    ['TLS handshake error: peer is incompatible: UnsolicitedCertificateTypeExtension', 'tls.handshake.alert'],
    ['TLS handshake error: peer is incompatible: SomethingOfTomorrow', 'tls.handshake.alert'],
    ['PeerIncompatibleError("server does not support TLS 1.2/1.3")', 'tls.handshake.version'],
  ])('%s', (text, symptom) => {
    expect(readText(text).symptom).toBe(symptom)
  })
})
