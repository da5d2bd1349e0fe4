import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

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

describe('servers of many kinds', () => {
  it.each([
    [
      'SubEthaSMTP Session - /198.51.100.7:42904: startTLS() failed: java.net.SocketTimeoutException: Read timed out',
      'tls.handshake.timeout',
    ],
    [
      'SubEthaSMTP Session - /198.51.100.7:42888: startTLS() failed: java.net.SocketException: Connection reset',
      'tls.handshake.reset',
    ],
    [
      'gen_smtp_server session: tls negotiation failed: {tls_alert,{unknown_ca,"TLS server: In state certify received CLIENT ALERT: Fatal - Unknown CA\n"}}',
      'tls.cert.rejected',
    ],
    // `asyncIO ERROR` is no IO error.
    [
      "asyncio ERROR smtps listener: Error on transport creation for incoming connection: ConnectionAbortedError('SSL handshake is taking longer than 3 seconds: aborting the connection')",
      'tls.handshake.timeout',
    ],
    // The steps that a program tells of.
    [
      '12:00:01 [smtp] starting TLS handshake with mx.example.com\n12:00:02 [smtp] read tcp: connection reset by peer',
      'tls.handshake.reset',
    ],
    [
      'relay: STARTTLS accepted, beginning TLS handshake\nrelay: socket timed out after 30 s\nrelay: message deferred',
      'tls.handshake.timeout',
    ],
  ])('%s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ speaker: 'us', symptom, stage: 'tls' })
  })
})
