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
    'a client that quits, and starts over, without the answer that it waited for',
    [...MAILED, ' -> RCPT TO:<x@example.net>', ' -> RSET', ' -> QUIT', 'Error: connection lost'],
    'us drop.lost rcpt',
  ],
  [
    'a program that quits before it says why',
    [...SENT, ' -> .', 'Process smtp connection broken by remote peer', ' -> QUIT'],
    'us drop.lost dot',
  ],
  [
    'an error that stands above the session',
    ['Error talking to mx.example.net: Connection reset by peer', ...MAILED, ' -> RCPT TO:<x@example.net>'],
    'us drop.lost rcpt',
  ],
  [
    'an empty answer',
    ['[<-] 220 mx.example.net ESMTP', '[->] HELO me', '[<-] 250 Ok', '[->] MAIL FROM:<a@example.org>', '[<-] '],
    'us drop.lost mail',
  ],
  [
    'sockets that are numbered',
    [
      'Connection to mx.example.net closed',
      '[10:00:00] 4< 220 mx.example.net',
      '[10:00:00] 4> EHLO me',
      '[10:00:01] 4< 250 Ok',
      '[10:00:01] 4> MAIL FROM:<a@example.org>',
    ],
    'us drop.lost mail',
  ],
  [
    "Ruby's arrows, which point the other way",
    [
      'protocol.rb:219: end of file reached (EOFError)',
      '-> "220 mx.example.net ESMTP\\r\\n"',
      '<- "EHLO me\\r\\n"',
      '-> "250 Ok\\r\\n"',
      '<- "MAIL FROM:<a@example.org>\\r\\n"',
    ],
    'us drop.lost mail',
  ],
  [
    'a message that is shown by its size alone',
    [...SENT, 'INFO <283 bytes encoded mime message (source size 280 bytes)>', 'WARN Timeout'],
    'us drop.timeout dot',
  ],
  [
    'a message that could not be written, whatever is sent behind it',
    [...SENT, 'fwrite(): Send of 998 bytes failed with errno=32 Broken pipe', ' -> .', 'Error: no answer'],
    'us drop.lost body',
  ],
  [
    'a refusal in place of the greeting, and a client that goes on',
    [
      '<- 554 5.7.1 Client host blocked using zen.spamhaus.org',
      ' -> EHLO me',
      ' -> HELO me',
      '*** closed the connection',
    ],
    'peer reputation.ip banner',
  ],
  [
    'a refusal in place of the greeting, and nothing else',
    [
      '* Connected to mx.example.net (192.0.2.1) port 25 (#0)',
      '< 421 4.7.0 Too many connections from your IP',
      '* Closing connection 0',
    ],
    'peer reply.421.toomanyconn banner',
  ],
  [
    'a program that is not answered twice, and finds no end of the line',
    [
      'SERVER -> CLIENT: 220 mx.example.net',
      'CLIENT -> SERVER: EHLO me',
      'SERVER -> CLIENT:',
      'SMTP ERROR: EHLO command failed:',
      'CLIENT -> SERVER: HELO me',
      'SERVER -> CLIENT:',
      'Connection: closed',
    ],
    'us drop.timeout ehlo',
  ],
  [
    'a handshake right behind the connect',
    [
      '=== Connected to mx.example.net.',
      '*** TLS startup failed (connect(): error:0A000126:SSL routines::unexpected eof while reading)',
      '***',
    ],
    'us tls.handshake.eof tls',
  ],
  [
    'a login that is not shown',
    [
      '220 mx.example.net ESMTP',
      'EHLO me',
      '250-mx.example.net',
      '250 AUTH LOGIN',
      'DEBUG SMTP: AUTH LOGIN command trace suppressed',
      'DEBUG SMTP: EOF: [EOF]',
    ],
    'us drop.lost auth',
  ],
  [
    'words that are tried, and no server',
    [...OPENING, ' -> AUTH LOGIN', 'Trying method plain', 'Error: connection lost'],
    'us drop.lost auth',
  ],
  [
    'a client that goes on behind the end of the line',
    [
      ...OPENING,
      ' -> STARTTLS',
      '... premature end-of-file from server ...',
      ' -> MAIL FROM:<a@example.org>',
      ' -> QUIT',
    ],
    'us drop.lost starttls',
  ],
  [
    'the end of a message below its mark',
    [...SENT, ' -> ', '.', '', '!! Expected an answer, and got an empty response'],
    'us drop.lost dot',
  ],
  [
    "sendEmail's session",
    [
      'SUCCESS => Received: \t220 mx.example.net ESMTP',
      'INFO => Sending: \tEHLO me',
      'SUCCESS => Received: \t250-mx.example.net, 250 8BITMIME',
      'INFO => Sending: \tMAIL FROM:<a@example.org>',
      'ERROR => mx.example.net:25 returned a zero byte response to our query.',
    ].map((line) => `Nov 29 12:00:00 me sendemail[4411]: ${line}`),
    'us drop.lost mail',
  ],
  [
    'an error that says one of two things, and a close that tells which',
    [
      ...MAILED.map((line) => line.replace('<-', 'S:').replace(' ->', 'C:')),
      'C: RCPT TO:<x@example.net>',
      '>> ERROR: Server read/timeout error.',
      'C: QUIT',
      '>> ERROR: Server closed the connection.',
    ],
    'us drop.lost rcpt',
  ],
  [
    'a refusal in place of the greeting, and a client that leaves',
    [
      'Connection: opened',
      'SERVER -> CLIENT: 554 5.7.1 Client host blocked using zen.spamhaus.org',
      'CLIENT -> SERVER: QUIT',
      'SMTP Error: Could not connect to SMTP host.',
    ],
    'peer reputation.ip banner',
  ],
  [
    'commands that nobody answered, and no word of why: what was outstanding shows',
    [...MAILED, ' -> RCPT TO:<x@example.net>'],
    'unknown unknown rcpt',
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

test('a goodbye whose QUIT is not shown, as gnutls-cli prints it, was no loss', () => {
  const shown = [...OPENING, '- Simple Client Mode:', '- Sent: 5 bytes', '- Received[15]: 221 2.0.0 Bye']
  expect(readText([...shown, '- Peer has closed the GnuTLS connection'].join('\n')).symptom).toBe('unknown')
  expect(readText([...shown.slice(0, -1), '- Peer has closed the GnuTLS connection'].join('\n')).symptom).toBe(
    'drop.lost',
  )
})

test('what could not be sent is the command, not data', () => {
  expect(readText('Unable to send data: AUTH LOGIN').stage).toBe('auth')
  expect(readText('Unable to send data: EHLO www.example.org').stage).toBe('ehlo')
})

test('.NET on Linux has the words of the errno, behind the sentence about its transport connection', () => {
  const text =
    'System.IO.IOException: Unable to read data from the transport connection: Connection reset by peer. ---> System.Net.Sockets.SocketException'
  expect(readText(text)).toMatchObject({ symptom: 'drop.lost', ended: 'rst' })
})
