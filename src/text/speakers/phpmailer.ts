import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** Nothing stood where the answer was awaited. */
const EMPTY = 'empty response|empty code|got code with message|but code with message'

/** PHPMailer, Swift Mailer, Symfony Mailer, PEAR Mail and the PHP streams below them. */
export const php = sentenceGrammar({
  name: 'php',
  voice: 'library',
  signs: [
    'smtp error',
    'smtp connect()',
    'horde_smtp',
    'expected response code',
    'php',
    'stream_socket',
    'fsockopen',
    'swift',
    'eof caught',
    'connection could not be established',
    'could not authenticate',
    'data not accepted',
    'recipients failed',
    'from address failed',
    'connection to "',
    'connection to ',
    'unable to connect to',
    'unable to connect with',
    'unable to connect via',
    'authentication mechanisms were tried',
    'password command failed',
    'command failed',
    'extension missing',
    ', response: ',
    'failed to write to socket',
    'invalid response code',
    'helo was not accepted',
  ],
  quotes: [
    // PEAR's Net_SMTP.
    { name: 'pear', pattern: /\(code: ([45]\d\d, response: [^)\n]{1,2000})\)/i },
    {
      name: 'expected',
      pattern:
        /expected response code[^,]{1,60} but got code "?\d{3}"?, with message "([45]\d\d[\s\S]{0,2000}?)(?="(?:\.|,|\)|\s{0,2}(?:$|\n|in \/|at |\{))|$)/i,
    },
    { name: 'expected-code', pattern: /expected response code[^,]{1,60} but got code "([45]\d\d)"(?!,)/i },
    { name: 'recipients', pattern: /recipients failed: [^:]{1,320}: ([245]\d\d[\s\S]{0,2000})/i, stage: 'rcpt' },
    {
      name: 'recipients-bare',
      pattern: /recipients failed: [^:]{1,320}: ((?:\d\.\d\.\d )?[^\n]{3,2000})/i,
      stage: 'rcpt',
    },
    {
      name: 'from',
      pattern: /(?:from address failed|mail from command failed)[^\n]{0,320}?[:,] ?([245]\d\d[ -,][\s\S]{0,2000})/i,
      stage: 'mail',
    },
    {
      name: 'data',
      pattern: /(?:data end command failed|data not accepted)[^\d]{0,320}([245]\d\d[ -,][\s\S]{0,2000})/i,
      stage: 'dot',
    },
    {
      name: 'password',
      pattern:
        /(?:password command failed|username command failed|authenticate)[^\d]{0,120}([245]\d\d[ -,][\s\S]{0,2000})/i,
      stage: 'auth',
    },
    {
      name: 'starttls',
      pattern: /starttls command failed[^\d]{0,120}([245]\d\d[ -,][\s\S]{0,2000})/i,
      stage: 'starttls',
    },
    {
      name: 'ehlo',
      pattern: /(?:ehlo|helo) (?:command failed|not accepted)[^\d]{0,120}([245]\d\d[ -,][\s\S]{0,2000})/i,
      stage: 'ehlo',
    },
  ],
  sentences: [
    // PHP's own words of the handshake.
    sentence('crypto-reset', 'tls.handshake.reset', ['stream socket enable crypto', 'reset by peer'], {
      stage: 'tls',
      ended: 'rst',
    }),
    sentence(
      'crypto-closed',
      'tls.handshake.eof',
      ['stream socket enable crypto', 'unexpected eof|broken pipe|connection closed|success'],
      { stage: 'tls', ended: 'fin' },
    ),
    // PEAR's Net_SMTP: no code came. It says that it could not connect until the hello is answered.
    sentence(
      'pear-greeting',
      'drop.lost',
      ['failed to connect to|unable to connect to', 'invalid response code received from server code -1'],
      {
        stage: 'banner',
        ended: 'fin',
      },
    ),
    sentence('pear-hello', 'drop.lost', ['helo was not accepted code -1'], { stage: 'ehlo', ended: 'fin' }),
    sentence('pear-hello-unwritten', 'drop.lost', ['failed to connect to', 'failed to write to socket'], {
      stage: 'ehlo',
    }),
    sentence('pear-login', 'drop.lost', ['authentication failure', ' code -1 response '], {
      stage: 'auth',
      ended: 'fin',
    }),
    sentence('pear-message', 'drop.lost', ['failed to write to socket', ' code 354 '], { stage: 'body' }),
    sentence('pear', 'drop.lost', ['invalid response code received from server code -1|failed to write to socket']),
    // Net_SMTP without PEAR's Mail keeps the code for itself: another was awaited, or none came.
    sentence('pear-hello-unread', 'unknown', ['helo was not accepted'], { stage: 'ehlo' }),
    sentence('pear-unread', 'unknown', ['invalid response code received from server']),
    // The code that was awaited tells which answer it was.
    // The answers are no longer those of the questions.
    sentence('out-of-step', 'protocol.malformed', ['expected response code', 'but got code 2|but got code 3']),
    sentence('empty-go-ahead', 'drop.lost', ['expected response code 354', EMPTY], { ended: 'fin', stage: 'data' }),
    sentence('empty-login', 'drop.lost', ['expected response code 235|expected response code 334', EMPTY], {
      ended: 'fin',
      stage: 'auth',
    }),
    sentence('empty-response', 'drop.lost', ['expected response code', EMPTY], { ended: 'fin' }),
    sentence('eof', 'drop.lost', ['eof caught while checking'], { ended: 'fin' }),
    sentence('horde-read', 'drop.lost', ['horde smtp', 'error when communicating with the server']),
    sentence('swift-closed', 'drop.lost', ['connection to', 'has been closed unexpectedly'], { ended: 'fin' }),
    // A time that is told in full is that of an attempt.
    sentence(
      'attempt-timeout',
      'connect.timeout',
      ['connection to', ':587 timed out after|:25 timed out after|:465 timed out after|:2525 timed out after'],
      { stage: 'connect', ended: 'silence' },
    ),
    sentence(
      'swift-timeout',
      'drop.timeout',
      ['connection to', ':587 timed out|:25 timed out|:465 timed out|:2525 timed out'],
      {
        ended: 'silence',
      },
    ),
    sentence(
      'crypto-missing',
      'tls.required',
      ['unable to connect with starttls', 'not support tls|not support starttls'],
      {
        stage: 'ehlo',
      },
    ),
    sentence(
      'crypto',
      'tls.handshake.alert',
      ['unable to connect with starttls|unable to connect with tls|unable to connect via tls'],
      {
        stage: 'tls',
      },
    ),
    sentence('handshake-timeout', 'tls.handshake.timeout', ['handshake timed out'], { stage: 'tls', ended: 'silence' }),
    // GnuTLS', of the server's certificate.
    sentence('peer', 'tls.cert.untrusted', ['could not authenticate peer'], { stage: 'tls' }),
    sentence(
      'no-mechanism',
      'auth.failed',
      ['no authentication mechanisms were tried|did not support any of the ones loaded'],
      { stage: 'auth' },
    ),
    sentence('authenticate', 'auth.failed', ['smtp error could not authenticate|could not authenticate'], {
      stage: 'auth',
    }),
    sentence('refused', 'connect.refused', ['smtp|stream socket|fsockopen|connect', 'connection refused'], {
      stage: 'connect',
    }),
    sentence(
      'timeout',
      'connect.timeout',
      [
        'failed to connect|unable to connect|could not be established|could not connect',
        'timed out|connection timeout|errno 110',
      ],
      { stage: 'connect', ended: 'silence' },
    ),
    sentence(
      'unreachable',
      'connect.unreachable',
      ['failed to connect|unable to connect|could not be established|could not connect', 'unreachable|no route'],
      { stage: 'connect' },
    ),
    sentence('names', 'dns.nxdomain', ['php network getaddres'], { stage: 'dns' }),
    // Shown from the client's side alone: what came to nothing behind STARTTLS is the handshake.
    sentence('no-crypto', 'tls.handshake.alert', ['client - server starttls', 'could not connect to smtp host'], {
      stage: 'tls',
    }),
    sentence(
      'could-not-connect',
      'connect.failed',
      ['could not connect to smtp host|smtp connect failed|failed to connect to server|smtp connect() failed'],
      { stage: 'connect' },
    ),
    sentence('data-broken', 'drop.lost', ['data not accepted', 'broken pipe|errno 32|reset by peer|errno 104'], {
      stage: 'body',
    }),
    sentence('data', 'unknown', ['data not accepted'], { stage: 'dot' }),
    sentence('openssl', 'tls.local.config', ['extension missing', 'openssl'], { stage: 'tls' }),
  ],
})
