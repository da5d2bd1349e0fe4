import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each<[string, readonly string[], string]>([
  [
    'PHPMailer, whom the server did not answer',
    ['Mailer Error: SMTP Error: data not accepted.SMTP server error: DATA END command failed'],
    'us drop.lost dot',
  ],
  [
    'PHPMailer, whom the server left without a word on a recipient',
    ['Message could not be sent. Mailer Error: SMTP Error: The following recipients failed: x@example.net: '],
    'us drop.lost rcpt',
  ],
  [
    'PHPMailer, whose STARTTLS was not answered',
    [
      'PHPMailer\\Exception: SMTP Error: Could not connect to SMTP host. STARTTLS command failed in /srv/PHPMailer.php:1',
    ],
    'us drop.lost starttls',
  ],
  [
    'PHPMailer, whom the server answered',
    [
      'Mailer Error: SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: Spam message rejected',
      ' SMTP code: 554 Additional SMTP info: 5.7.1',
    ],
    'peer content.spam dot',
  ],
  [
    "PHP's handshake, which the caller takes for a connect",
    [
      'SMTP Error: Could not connect to SMTP host. Connection failed. stream_socket_enable_crypto(): SSL: Connection reset by peer',
    ],
    'us tls.handshake.reset tls',
  ],
  [
    'a reply that the words of a stack follow',
    [
      'Expected response code 250 but got code "451", with message "451 4.3.0 Error: queue file write error',
      '" in /srv/Swift/Transport/AbstractSmtpTransport.php:459',
      '#1 /srv/Swift/Transport/AbstractSmtpTransport.php(230): Swift_Transport_AbstractSmtpTransport->executeCommand("syntax error")',
    ],
    'peer system.remote -',
  ],
  [
    'the settings in a log of msmtp, which tell of no handshake',
    [
      "host=smtp.example.net tls=on auth=off from=a@example.org errormsg='network read error: Connection reset by peer' exitcode=EX_IOERR",
    ],
    'us drop.lost -',
  ],
  [
    'the handshake in a log of msmtp',
    [
      "host=smtp.example.net tls=on auth=off from=a@example.org errormsg='TLS handshake failed: The TLS connection was non-properly terminated.' exitcode=EX_PROTOCOL",
    ],
    'us tls.handshake.eof tls',
  ],
  [
    'the error that a logger sets in a field of its own',
    [
      '{"level":"error","msg":"mail failed","err":{"code":"EENVELOPE","command":"RCPT TO","response":"450 4.2.0 Greylisted, try again later"}}',
    ],
    'peer greylist rcpt',
  ],
  ['a handshake that curl waited for', ['curl: (28) SSL connection timeout'], 'us tls.handshake.timeout tls'],
  [
    'the step that an error of Go befell',
    ['error sending mail: auth: read tcp 192.0.2.7:3305->192.0.2.25:587: i/o timeout'],
    'us drop.timeout auth',
  ],
  ['the hello that an error of Go befell', ['mail server: hello: EOF'], 'us drop.lost ehlo'],
  [
    'a reply that Python cannot read',
    ["smtplib.SMTPHeloError: (-1, b'ent-Type: text/html')"],
    'us protocol.malformed ehlo',
  ],
  [
    'a reply that Ruby cannot read',
    [
      "smtp.rb:1059:in `check_response': HTTP/1.1 400 Bad Request (Net::SMTPUnknownError)",
      "\tfrom /usr/lib/net/smtp.rb:642:in `do_start'",
    ],
    'us protocol.malformed banner',
  ],
  [
    'the greeting that MailKit waits for, in frames of its own tongue',
    [
      'MailKit.Net.Smtp.SmtpProtocolException: The SMTP server has unexpectedly disconnected.',
      '   in MailKit.Net.Smtp.SmtpStream.ReadResponse(CancellationToken cancellationToken)',
      '   in MailKit.Net.Smtp.SmtpClient.Connect(String host, Int32 port, CancellationToken cancellationToken)',
    ],
    'us drop.lost banner',
  ],
  [
    'frames that ASP.NET prints without a word before them',
    [
      '[IOException: Unable to read data from the transport connection: net_io_connectionclosed.]',
      '   System.Net.Mail.SmtpReplyReaderFactory.ReadLines(SmtpReplyReader caller, Boolean oneLine) +294',
      '   System.Net.Mail.EHelloCommand.Send(SmtpConnection conn, String domain) +21',
    ],
    'us drop.lost ehlo',
  ],
  [
    'frames of Python without their source',
    [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python2.7/smtplib.py", line 256, in __init__',
      '  File "/usr/lib/python2.7/smtplib.py", line 317, in connect',
      '  File "/usr/lib/python2.7/smtplib.py", line 365, in getreply',
      'SMTPServerDisconnected: Connection unexpectedly closed: timed out',
    ],
    'us drop.timeout banner',
  ],
  [
    'a reply that Ruby raised before its farewell found the line closed',
    [
      "net/protocol.rb:227:in `rbuf_fill': end of file reached (EOFError)",
      "\tfrom /usr/lib/net/smtp.rb:1009:in `quit'",
      "/usr/lib/net/smtp.rb:1059:in `check_response': 421 4.4.2 mx.example.net Error: timeout exceeded (Net::SMTPServerBusy)",
      "\tfrom /usr/lib/net/smtp.rb:1004:in `data'",
    ],
    'peer reply.421.idletimeout dot',
  ],
  [
    'a handshake of Perl that the caller takes for a connect',
    [
      'Could not connect to mx.example.net: SSL connect attempt failed error:0A000126:SSL routines::unexpected eof while reading',
    ],
    'us tls.handshake.eof tls',
  ],
  [
    'a reply without its code behind words of Email::Sender',
    ['error at after DATA: 4.3.0 Error: queue file write error'],
    'peer system.remote dot',
  ],
  [
    'options of PHP, which tell of no certificate',
    [
      "Connection: opening to mx.example.net:587, options=array ('ssl' => array ('allow_self_signed' => true))",
      'SERVER -> CLIENT: 220 mx.example.net',
      'CLIENT -> SERVER: EHLO me',
      'SERVER -> CLIENT: 250 STARTTLS',
      'CLIENT -> SERVER: STARTTLS',
      'SERVER -> CLIENT: 220 Ready',
      'SMTP Error: Could not connect to SMTP host.',
    ],
    'us tls.handshake.alert tls',
  ],
  [
    'a greeting that Net::SMTP was turned away with',
    [
      'Could not connect to mx.example.net: Net::SMTP: 554 5.7.1 Client host [192.0.2.77] blocked using zen.spamhaus.org',
    ],
    'peer reputation.ip banner',
  ],
  [
    'the recipient that an error of Go befell',
    ['mail: rcpt to: read tcp 192.0.2.7:3305->192.0.2.25:587: i/o timeout'],
    'us drop.timeout rcpt',
  ],
  [
    'a greeting that aiosmtplib waited for',
    ['aiosmtplib.errors.SMTPConnectError: Error connecting to mx.example.net on port 587: Unexpected EOF received'],
    'us drop.lost banner',
  ],
  [
    'a reply without its code behind words of a program',
    ['[error] mail not sent: 4.3.2 mx.example.net Service shutting down and closing transmission channel'],
    'peer reply.421.shutdown -',
  ],
  [
    "the place in Node's source, which is no reply",
    [
      'node:events:502',
      '      throw er; // Unhandled error event',
      '      ^',
      '',
      'Error: read ECONNRESET',
      '    at exports.SMTPClient.rcpt (/srv/app/smtp-client/index.js:199:17)',
    ],
    'us drop.lost rcpt',
  ],
  [
    'the hello that Horde was not answered',
    [
      'Horde_Smtp_Exception: Error when communicating with the server.',
      '#0 /srv/Horde/Smtp.php(819): Horde_Smtp->_getResponse()',
      '#1 /srv/Horde/Smtp.php(403): Horde_Smtp->_hello()',
      '#2 /srv/Horde/Smtp.php(503): Horde_Smtp->login()',
    ],
    'us drop.lost ehlo',
  ],
  [
    'the end of the message that Swift was not answered',
    [
      'Swift_IoException: Connection to mx.example.net:587 Timed Out in /srv/StreamBuffer.php:166',
      '#1 /srv/AbstractSmtpTransport.php(342): Swift_Transport_AbstractSmtpTransport->getFullResponse()',
      '#2 /srv/AbstractSmtpTransport.php(406): Swift_Transport_EsmtpTransport->executeCommand()',
      '#3 /srv/AbstractSmtpTransport.php(502): Swift_Transport_AbstractSmtpTransport->streamMessage()',
    ],
    'us drop.timeout dot',
  ],
  [
    'a reply that a program sums up below',
    [
      'mail: GSASL handshake aborted: unexpected reply: 421 4.4.2 mx.example.net Error: timeout exceeded',
      'mail: Cannot open mailer: Operation rejected by remote party',
    ],
    'peer reply.421.idletimeout idle',
  ],
  [
    'a login that Email::Sender got no words on',
    ['mail not sent: failed AUTH: (empty SMTP error message)'],
    'us drop.lost auth',
  ],
])('%s', (_name, lines, truth) => {
  const { speaker, symptom, stage } = readText(lines.join('\n'))
  expect(`${speaker} ${symptom} ${stage ?? '-'}`).toBe(truth)
})
