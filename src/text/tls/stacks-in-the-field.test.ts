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

describe('what Java says, by itself as loggers print it', () => {
  it.each([
    ['No available authentication scheme', 'tls.local.nocert'],
    ['RSA ServerKeyExchange does not comply to algorithm constraints', 'tls.handshake.cipher'],
    ['Client requested protocol TLSv1.1 is not enabled or supported in server context', 'tls.handshake.version'],
    [
      'The server selected protocol version TLS10 is not accepted by client preferences [TLS12]',
      'tls.handshake.version',
    ],
  ])('%s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ speaker: 'us', symptom, stage: 'tls' })
    expect(readText(`javax.net.ssl.SSLHandshakeException: ${text}`)).toMatchObject({ symptom, stage: 'tls' })
  })
})

describe('what mail servers set around their stack', () => {
  it.each([
    // hMailServer, TCPConnection.cpp.
    [
      '"TCPIP"\t2240\t"2024-11-12 03:16:12.871"\t"TCPConnection - TLS/SSL handshake failed. Session Id: 8813, Remote IP: 198.51.100.22, Error code: 10054, Message: An existing connection was forcibly closed by the remote host"',
      'tls.handshake.reset',
    ],
    [
      '"TCPIP"\t2240\t"2024-11-12 03:15:01.442"\t"TCPConnection - TLS/SSL handshake failed. Session Id: 8812, Remote IP: 198.51.100.21, Error code: 335544539, Message: short read"',
      'tls.handshake.eof',
    ],
    [
      'Tue 2024-05-14 11:05:51.911: 05: [338840] * SSL error 10060 A connection attempt failed because the connected party did not properly respond after a period of time',
      'tls.handshake.timeout',
    ],
    // Exchange's protocol log.
    [
      '2024-02-20T08:12:44.101Z,Internet Mail,08DC2F5E0A1B2C41,10,198.51.100.9:21053,192.0.2.25:25,*,SubjectMismatch,Chain validation status',
      'tls.cert.name',
    ],
    // Sendmail's rulesets (proto.m4).
    ['ruleset=tls_server, arg1=DANE_FAIL, relay=mx.example.org, reject=454 4.7.0 DANE check failed', 'tls.policy.dane'],
    [
      'ruleset=tls_server, arg1=FAIL, relay=mx.example.org, reject=403 4.7.0 authentication failed',
      'tls.cert.untrusted',
    ],
    ['ruleset=tls_server, arg1=NONE, relay=mx.example.org, reject=403 4.7.0 not authenticated', 'tls.required'],
    ['mx.example.org[192.0.2.41]:25: depth=0 fingerprint mismatch', 'tls.cert.untrusted'],
    // MDaemon shows the session from where it matters.
    [
      'Mon 2018-04-23 20:39:00.774: [879998] --> STARTTLS\nMon 2018-04-23 20:39:00.778: [879998] <-- 220 2.7.0 Ready to start TLS\nMon 2018-04-23 20:39:00.782: [879998] Socket connection closed by the other side (how rude!)',
      'tls.handshake.eof',
    ],
    ['Info: DCID 9910 TLS failed: STARTTLS unexpected response', 'tls.refused'],
    [
      '2026-01-14T11:21:41Z WARN No TLS certificates available (tls.no-certificates-available) total = 0',
      'tls.local.nocert',
    ],
  ])('%s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ speaker: 'us', symptom })
  })
})

describe('what clients of many kinds say', () => {
  it.each([
    ['I get `{:error, {:temporary_failure, ~c"192.0.2.213", :tls_failed}}` when it sends mail', 'tls.handshake.alert'],
    [
      '2022-04-02 10:01:23.9|Error|X509CertificateValidationService|Certificate validation for 192.0.2.25 failed. RemoteCertificateNameMismatch\n2022-04-02 10:01:23.9|Error|Email|Error sending email. Subject: Test Notification',
      'tls.cert.name',
    ],
    [
      'The server you are connected to is using a security certificate that cannot be verified.\nThe target principal name is incorrect.',
      'tls.cert.name',
    ],
    ['SEND  - TLS protocol error: Unexpected message (SMTP smtp.example.com:465).', 'tls.handshake.alert'],
    ['A stable connection to the SMTP server could not be established: certificate not valid', 'tls.cert.untrusted'],
    ['smtp: ssl handshake failed: wantread', 'tls.handshake.timeout'],
    // A certificate that expired is no time that did.
    [
      'javax.mail.MessagingException: Could not connect to SMTP host: mx.example.com, port: 465;\n  nested exception is:\n\tjavax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_expired',
      'tls.cert.rejected',
    ],
    [
      'javax.mail.MessagingException: Could not connect to SMTP host: mx.example.com, port: 465;\n  nested exception is:\n\tjava.net.SocketException: Connection reset',
      'tls.handshake.reset',
    ],
  ])('%s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ speaker: 'us', symptom, stage: 'tls' })
  })
})

describe('STARTTLS that was answered otherwise', () => {
  it.each([
    // Perl's Net::SMTP keeps the words of a reply without its code.
    ['STARTTLS failed: 5.5.1 Error: command not implemented', 'tls.refused', 'starttls'],
    ['  mx1.example.com[192.0.2.7]: STARTTLS failure', 'tls.handshake.alert', 'tls'],
    [
      'Traceback (most recent call last):\n  File "/srv/app/py.py", line 7, in <module>\n    s.starttls(context=x)\n  File "/usr/local/lib/python3.13/smtplib.py", line 794, in starttls\n    raise SMTPResponseException(resp, reply)\nsmtplib.SMTPResponseException: (554, b\'5.7.3 Unable to initialize security subsystem\')',
      'system.remote',
      'starttls',
    ],
    ['smtp.example.com did not set up an encrypted connection (STARTTLS)', 'tls.handshake.alert', 'tls'],
  ])('%s', (text, symptom, stage) => {
    expect(readText(text)).toMatchObject({ symptom, stage })
  })
  it('an answer without a code is none', () => {
    expect(
      readText(
        'sendemail[27357]: ERROR => Received a message with no success or error code. The message received was:  ok',
      ),
    ).toMatchObject({ symptom: 'protocol.malformed' })
  })
})

describe('what a server of ours lacks', () => {
  it.each([
    ['smtpd: TLS handshake error from 198.51.100.1:40128: acme/autocert: missing server name', 'tls.cert.sni'],
    ['smtp send failed: TLS error: no server certificate chain resolved', 'tls.local.nocert'],
    ['smtp.dart: TlsException: Failure trusting builtin roots (OS Error: \n\tBAD_PKCS12_DATA)', 'tls.local.config'],
  ])('%s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ speaker: 'us', symptom, stage: 'tls' })
  })
})
