import { expect, test } from 'vitest'
import { readText } from '../../read-text.ts'

/** As Exim 4.96 with GnuTLS wrote them against scripted servers, hosts renamed. */
const cases: readonly (readonly [what: string, text: string, symptom: string, stage: string])[] = [
  [
    'STARTTLS was answered 454; the digits of the host are no alert',
    'H=mx.tls40.example.net [192.0.2.9]:25: a TLS session is required, but an attempt to start TLS failed',
    'tls.refused',
    'starttls',
  ],
  [
    'in a line of a deferral',
    '== r1@example.net R=smart T=remote_smtp defer (-38) H=mx.st454.example.net [192.0.2.9]:25 DT=0.012s: a TLS session is required, but an attempt to start TLS failed',
    'tls.refused',
    'starttls',
  ],
  [
    'the older sentence tells of a certificate',
    'H=mx.example.net [192.0.2.9]: a TLS session is required, but the attempt to start TLS failed: (certificate verification failed): certificate invalid',
    'tls.cert.untrusted',
    'tls',
  ],
  [
    'closed after the handshake of TLS 1.3',
    'defer (-37) H=mx.example.net [192.0.2.13]:25 DT=0.105s: TLS session: error on first read',
    'tls.handshake.eof',
    'tls',
  ],
  [
    'the same where it went on without TLS',
    'TLS session: error on first read: delivering unencrypted to H=mx.example.net [192.0.2.13] (not in hosts_require_tls)',
    'tls.handshake.eof',
    'tls',
  ],
  [
    'a reset after a block of BDAT that was taken',
    'H=mx.example.net [192.0.2.22]:25: SMTP error from remote mail server after sending data block: 250 2.0.0 356 octets received: Connection reset by peer',
    'drop.lost',
    'body',
  ],
  [
    'the same where the error stands in front',
    'defer (104): Connection reset by peer H=mx.example.net [192.0.2.22]:25 I=[198.51.100.2]:52578 DT=0.006s: SMTP error from remote mail server after sending data block: 250 2.0.0 356 octets received',
    'drop.lost',
    'body',
  ],
  [
    'of commands that went out together the first is answered',
    'H=mx.example.net [192.0.2.15]: SMTP error from remote mail server after pipelined end of data: 550 5.7.1 Sender address rejected: not allowed here',
    'sender.rejected',
    'mail',
  ],
  [
    'the same words, when only the message was sent',
    'H=mx.example.net [192.0.2.15]: SMTP error from remote mail server after end of data: 550 5.7.1 Sender address rejected: not allowed here',
    'sender.rejected',
    'dot',
  ],
  [
    'of commands that went out together the last is answered',
    'H=mx.example.net [192.0.2.15]: SMTP error from remote mail server after pipelined end of data: 554 5.7.1 Message rejected as spam',
    'content.spam',
    'dot',
  ],
]

test.each(cases)('Exim: %s', (_what, text, symptom, stage) => {
  const reading = readText(text, { origin: 'log', software: 'exim' })
  expect([reading.symptom, reading.stage]).toEqual([symptom, stage])
})
