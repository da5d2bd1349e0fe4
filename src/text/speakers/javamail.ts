import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** JavaMail / Jakarta Mail and the java.net exceptions nested in it. */
export const java = sentenceGrammar({
  name: 'javamail',
  voice: 'library',
  signs: [
    'smtpconnectionclosedexception',
    'javax.mail',
    'jakarta.mail',
    'java.net.',
    'nested exception',
    // PHPMailer says the same, and no more.
    'could not connect to smtp host:',
    'sun.mail',
    'javax.net.ssl',
    'could not convert socket',
    'bad greeting from smtp',
    "can't send command",
    'mailconnectexception',
    // K-9 Mail, of whatever its TLS library threw.
    'due to security error',
    'sending the email to the following server failed',
    'smtpaddressfailed',
    'sendfailedexception',
    'java.io.',
    'angus.mail',
    'debug smtp',
  ],
  quotes: [
    // Commons Net keeps no more of it than the code.
    { name: 'closed', pattern: /SMTPConnectionClosedException: SMTP response (421) received/ },
    { name: 'address', pattern: /SMTPAddressFailedException: ([245]\d\d[\s\S]{0,2000})/, stage: 'rcpt' },
    { name: 'sender', pattern: /SMTPSenderFailedException: ([245]\d\d[\s\S]{0,2000})/, stage: 'mail' },
    { name: 'auth', pattern: /AuthenticationFailedException: ([45]\d\d[\s\S]{0,2000})/, stage: 'auth' },
    { name: 'send', pattern: /SMTPSendFailedException: (?:\[EOF\]|([245]\d\d[\s\S]{0,2000}))/ },
    {
      name: 'greeting',
      pattern:
        /(?:could not connect to smtp host|bad greeting from smtp host): [^\n]{1,255}, response: ([245]\d\d[\s\S]{0,200})/i,
      stage: 'banner',
    },
    { name: 'messaging', pattern: /MessagingException: ([245]\d\d[ -][\s\S]{0,2000})/ },
  ],
  sentences: [
    // The server was ready for the handshake, which is what this sentence is about (SMTPTransport.startTLS).
    // SubEthaSMTP answers STARTTLS before it shakes hands (StartTLSCommand).
    // Commons Email, with the stack of a socket that was being connected.
    sentence(
      'commons-connect',
      'connect.failed',
      ['sending the email to the following server failed', 'socketconnect|doconnect'],
      { stage: 'connect' },
    ),
    sentence('k-9-security', 'tls.handshake.alert', ['due to security error'], { stage: 'tls' }),
    sentence('handshake-timeout', 'tls.handshake.timeout', ['could not convert socket|starttls failed', 'timed out'], {
      stage: 'tls',
      ended: 'silence',
    }),
    sentence(
      'handshake-reset',
      'tls.handshake.reset',
      ['could not convert socket|starttls failed', 'connection reset|broken pipe'],
      {
        stage: 'tls',
        ended: 'rst',
      },
    ),
    // Connecting to the port of TLS is connecting and shaking hands (SMTPTransport.openServer); a greeting that fails is `Exception reading response`.
    sentence(
      'connected-reset',
      'tls.handshake.reset',
      [
        'could not connect to smtp host',
        'port 465|port: 465',
        'socketexception connection reset|socketexception: connection reset|broken pipe',
      ],
      { stage: 'tls', ended: 'rst' },
    ),
    // Whoever throws an exception of SSL had a connection.
    sentence(
      'secured-reset',
      'tls.handshake.reset',
      [
        'could not connect to smtp host|couldn t connect to host',
        'sslexception connection reset|sslexception: connection reset|sslhandshakeexception connection reset|sslexception broken pipe',
      ],
      { stage: 'tls', ended: 'rst' },
    ),
    sentence(
      'secured-timeout',
      'tls.handshake.timeout',
      [
        'could not connect to smtp host|couldn t connect to host',
        'sslexception read timed out|sslhandshakeexception read timed out|sslprotocolexception read timed out',
      ],
      { stage: 'tls', ended: 'silence' },
    ),
    // Android's Conscrypt.
    sentence('aborted-reset', 'tls.handshake.reset', ['handshake aborted', 'connection reset|broken pipe'], {
      stage: 'tls',
      ended: 'rst',
    }),
    sentence('starttls-required', 'tls.required', ['starttls is required but'], { stage: 'ehlo' }),
    sentence('no-password', 'local.config', ['no password specified'], { stage: 'auth' }),
    // Spring's, of a message that JavaMail's login kept back.
    sentence('login', 'auth.failed', ['authentication failed', 'failed messages', 'authenticationfailedexception'], {
      stage: 'auth',
    }),
    sentence('names', 'dns.nxdomain', ['unknownhostexception|unknown smtp host'], { stage: 'dns' }),
    sentence(
      'connect-timeout',
      'connect.timeout',
      [
        'connect timed out|connection timed out: connect|connectexception: connection timed out|connection timed out connection',
      ],
      { stage: 'connect', ended: 'silence' },
    ),
    sentence('refused', 'connect.refused', ['connection refused'], { stage: 'connect' }),
    sentence(
      'unreachable',
      'connect.unreachable',
      ['noroutetohost|no route to host|network is unreachable|host is unreachable'],
      { stage: 'connect' },
    ),
    sentence('greeting-eof', 'drop.lost', ['response -1|response eof|response: -1|response: eof'], {
      stage: 'banner',
      ended: 'fin',
    }),
    sentence(
      'tls-eof',
      'tls.handshake.eof',
      [
        'remote host terminated the handshake|remote host closed connection during handshake|ssl peer shut down incorrectly',
      ],
      { stage: 'tls', ended: 'fin' },
    ),
    sentence(
      'greeting-timeout',
      'drop.timeout',
      ['trying to connect to host', 'exception reading response', 'read timed out'],
      {
        stage: 'banner',
        ended: 'silence',
      },
    ),
    sentence('read-timeout', 'drop.timeout', ['read timed out'], { ended: 'silence' }),
    // The time that was set stands in it, too (SocketConnectException): it tells nothing of what ran out.
    sentence('unconnected', 'connect.failed', ['mailconnectexception', 'couldn t connect to host'], {
      stage: 'connect',
    }),
    sentence('reset', 'drop.lost', ['connection reset'], { ended: 'rst' }),
    // A handshake that fails after STARTTLS is met with the next command; what it failed of stands in the cause.
    sentence(
      'send-command',
      'drop.lost',
      ['can t send command to smtp host|broken pipe|smtpsendfailedexception eof|smtpsendfailedexception: eof| eof '],
      { unless: 'sslhandshakeexception' },
    ),
    sentence('could-not-connect', 'connect.failed', ['could not connect to smtp host|couldn t connect to host'], {
      stage: 'connect',
    }),
    sentence('notls', 'tls.handshake.notls', ['unrecognized ssl message|unsupported or unrecognized ssl'], {
      stage: 'tls',
    }),
  ],
})
