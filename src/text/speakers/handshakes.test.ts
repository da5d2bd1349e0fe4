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
