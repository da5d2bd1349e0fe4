import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

const OPENING = ['<- 220 mx.example.net ESMTP', ' -> EHLO me.example.org', '<- 250-mx.example.net', '<- 250 STARTTLS']
const MAILED = [...OPENING, ' -> MAIL FROM:<a@example.org>', '<- 250 2.1.0 Ok']
const SENT = [...MAILED, ' -> RCPT TO:<x@example.net>', '<- 250 2.1.5 Ok', ' -> DATA', '<- 354 Go ahead']

const NET_SMTP = SENT.map((line) =>
  line.replace(/^<-/, 'Net::SMTP=GLOB(0x55b2)<<<').replace(/^ ->/, 'Net::SMTP=GLOB(0x55b2)>>>'),
)

test.each<[string, readonly string[], string]>([
  [
    'a refused recipient',
    [...MAILED, ' -> RCPT TO:<x@example.net>', '<** 550 5.1.1 User unknown', ' -> QUIT', '<- 221 Bye'],
    'peer recipient.unknown rcpt',
  ],
  ['a refused message', [...SENT, ' -> .', '<** 554 5.7.1 Spam message rejected'], 'peer content.spam dot'],
  ['a line that dies in the message', [...SENT, '*** Connection reset by peer'], 'us drop.lost body'],
  [
    'a line that dies after the end of data',
    [...SENT, ' -> .', '*** Remote host closed connection unexpectedly.'],
    'us drop.lost dot',
  ],
  [
    'a login that is left without an answer after its first step',
    [
      ...OPENING,
      ' -> AUTH LOGIN',
      '<- 334 VXNlcm5hbWU6',
      ' -> dQ==',
      '*** Remote host closed connection unexpectedly.',
    ],
    'us drop.lost auth',
  ],
  [
    'a STARTTLS that is never answered',
    [...OPENING, ' -> STARTTLS', '*** Remote host closed connection unexpectedly.'],
    'us drop.lost starttls',
  ],
  [
    'an answer to a message that is not shown, which cannot be read',
    [...SENT, '* response reading failed (errno: 104)'],
    'us drop.lost dot',
  ],
  [
    'a handshake that fails',
    [
      ...OPENING,
      ' -> STARTTLS',
      '<- 220 Ready',
      '*** TLS startup failed (error:0A000102:SSL routines::unsupported protocol)',
    ],
    'us tls.handshake.version tls',
  ],
  [
    'a handshake that fails where the program goes on without it',
    [
      ...OPENING,
      ' -> STARTTLS',
      '<- 220 Ready',
      '*** TLS startup failed (error:0A000102:SSL routines::unsupported protocol)',
      ' -> MAIL FROM:<a@example.org>',
      '*** Remote host closed connection unexpectedly.',
    ],
    'us tls.handshake.version tls',
  ],
  [
    'a STARTTLS that was refused and then demanded',
    [
      ...OPENING,
      ' -> STARTTLS',
      '<** 454 4.7.0 TLS not available due to local problem',
      ' -> MAIL FROM:<a@example.org>',
      '<** 530 5.7.0 Must issue a STARTTLS command first',
    ],
    'peer tls.refused starttls',
  ],
  [
    'answers alone, the last of which refuses',
    ['S: 220 mx.example.net ESMTP', 'S: 250 mx.example.net', 'S: 454 4.7.0 TLS not available', 'STARTTLS failed'],
    'peer tls.refused starttls',
  ],
  [
    'other marks',
    MAILED.map((line) => line.replace('<-', 'S:').replace(' ->', 'C:')).concat(
      'C: RCPT TO:<x@example.net>',
      'S: 451 4.7.1 Greylisted, come back later',
    ),
    'peer greylist rcpt',
  ],
  ['the marks of Net::SMTP', [...NET_SMTP, 'data: Connection closed'], 'us drop.lost body'],
  [
    'a server that offers no TLS, which the program leaves',
    [
      ...OPENING.slice(0, 3),
      '<- 250 8BITMIME',
      '*** Host did not advertise STARTTLS',
      ' -> QUIT',
      '<- 221 Bye',
      '=== Connection closed',
    ],
    'us tls.required ehlo',
  ],
  [
    'no marks',
    SENT.map((line) => line.replace(/^(?:<-| ->) /, '')).concat('.', 'Error: Connection closed.'),
    'us drop.lost dot',
  ],
])('%s', (_name, lines, truth) => {
  const { speaker, symptom, stage } = readText(lines.join('\n'))
  expect(`${speaker} ${symptom} ${stage ?? '-'}`).toBe(truth)
})
