import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each<[string, readonly string[], string]>([
  [
    'the go-ahead that smtplib was refused',
    [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3.11/smtplib.py", line 571, in data',
      '    raise SMTPDataError(code, repl)',
      "smtplib.SMTPDataError: (421, b'4.3.2 mx.example.org Service shutting down')",
    ],
    'peer reply.421.shutdown data',
  ],
  [
    'the arguments of smtplib’s exception for a sender',
    ["could not send mail: (421, b'4.3.2 mx.example.org Service shutting down', 'a@example.com')"],
    'peer reply.421.shutdown mail',
  ],
  [
    'the arguments of its exception for recipients',
    ["could not send mail: {'b@example.org': (421, b'4.3.2 mx.example.org Service shutting down')}"],
    'peer reply.421.shutdown rcpt',
  ],
  [
    'the arguments of any of its other exceptions',
    ["could not send mail: (421, b'4.3.2 mx.example.org Service shutting down')"],
    'peer reply.421.shutdown -',
  ],
  [
    "a handshake of aiosmtplib's that the line did not outlive",
    [
      '  File "/usr/lib/python3/dist-packages/aiosmtplib/smtp.py", line 1009, in starttls',
      '    response = await self.protocol.start_tls(',
      '  File "/usr/lib/python3/dist-packages/aiosmtplib/protocol.py", line 377, in start_tls',
      '    raise SMTPServerDisconnected(message) from exc',
      'aiosmtplib.errors.SMTPServerDisconnected: 104',
    ],
    'us tls.handshake.eof tls',
  ],
  [
    'nodemailer’s error in JSON, which names no command',
    ['{"level":"error","err":{"message":"Connection closed unexpectedly","code":"ECONNECTION","command":"CONN"}}'],
    'us drop.lost -',
  ],
  [
    'the end of data of Net::Cmd',
    ['dataend failed: 421 [Net::SMTP] Timeout at send.pl line 9.'],
    'us drop.timeout dot',
  ],
  ['a code of Net::Cmd’s own, at which Perl died', ['MAIL FROM failed: 421  at send.pl line 5.'], 'us drop.lost mail'],
  [
    'a login that Net::Cmd was not answered',
    ['auth failed: 421 [Net::SMTP] Connection closed at send.pl line 4.'],
    'us drop.lost auth',
  ],
  [
    'a STARTTLS that nobody answered',
    ["can't STARTTLS: ", '', 'Trace begun at /usr/share/perl5/Email/Sender/Transport/SMTP.pm line 232'],
    'us drop.lost starttls',
  ],
  [
    'a step of Go that is named for what it sets',
    ['could not send email: set sender: read tcp 192.0.2.7:46546->192.0.2.25:587: read: connection reset by peer'],
    'us drop.lost mail',
  ],
  ['a step of Go with an everyday name', ['could not send email: data: EOF'], 'us drop.lost data'],
  ['the whole of it, which is no step', ['failed to send mail: EOF'], 'us drop.lost -'],
  [
    'a login that PEAR was not answered',
    ['Unable to authenticate: Invalid response code received from server'],
    'unknown unknown auth',
  ],
  [
    'a sender that Net_SMTP got no good answer on',
    ['Unable to set sender <a@example.com>: Invalid response code received from server'],
    'unknown unknown mail',
  ],
  [
    'PEAR’s error on a web page',
    [
      '<p>Failed to add recipient: b@example.org [SMTP: Invalid response code received from server (code: -1, response: )]</p>',
    ],
    'us drop.lost rcpt',
  ],
  [
    'a greeting over TLS that Symfony waited for',
    [
      'Symfony\\Component\\Mailer\\Exception\\TransportException: Connection to "ssl://smtp.example.org:465" timed out. in /srv/AbstractStream.php:82',
      '#0 /srv/SmtpTransport.php(315): Symfony\\Component\\Mailer\\Transport\\Smtp\\Stream\\AbstractStream->readLine()',
      '#1 /srv/SmtpTransport.php(252): Symfony\\Component\\Mailer\\Transport\\Smtp\\SmtpTransport->getFullResponse()',
      '#2 /srv/SmtpTransport.php(194): Symfony\\Component\\Mailer\\Transport\\Smtp\\SmtpTransport->start()',
    ],
    'us drop.timeout banner',
  ],
  [
    'a greeting in msmtp’s log',
    [
      "Nov 29 16:21:27 host=192.0.2.1 tls=off auth=off from=a@example.com recipients=b@example.org smtpstatus=421 smtpmsg='421 4.3.2 Service shutting down' errormsg='cannot get initial OK message from server' exitcode=EX_PROTOCOL",
    ],
    'peer reply.421.shutdown banner',
  ],
  [
    'an exception that Nextcloud logs with its stack',
    [
      '{"level":3,"message":"Failed sending test mail","exception":{"Exception":"TransportException","Message":"Connection to \\"smtp.example.org:587\\" has been closed unexpectedly.","Trace":[{"file":"/srv/EsmtpTransport.php","function":"doEhloCommand","class":"Symfony\\\\EsmtpTransport","type":"->"}]}}',
    ],
    'us drop.lost ehlo',
  ],
  [
    'a message that amavis could not hand on within its own host',
    [
      '451 4.5.0 Error in processing, id=02211-04, fwd-connect FAILED: All attempts (1) failed connecting to smtp:127.0.0.1:10025',
    ],
    'unknown local.filter dot',
  ],
  [
    'a client that closed what it had waited on',
    ['The mail was not delivered until Exim timed out and closed the connection.'],
    'us drop.timeout -',
  ],
  [
    'a setting of mox beside its error',
    ['l=info m="delivery result" err="ehlo: connection closed: EOF" host=mx.example.org tlsmode=requiredstarttls'],
    'us drop.lost ehlo',
  ],
])('%s', (_name, lines, truth) => {
  const { speaker, symptom, stage } = readText(lines.join('\n'))
  expect(`${speaker} ${symptom} ${stage ?? '-'}`).toBe(truth)
})

const GREETED = ['220 mx.example.org ESMTP', '250 mx.example.org']

test.each<[string, readonly string[], string]>([
  [
    'what Net_SMTP shows before it gives up',
    [
      `DEBUG: Recv: ${GREETED[0] ?? ''}`,
      'DEBUG: Send: EHLO client.example.com',
      '',
      'DEBUG: Recv: 250-mx.example.org',
      'DEBUG: Recv: 250 AUTH PLAIN LOGIN',
      'DEBUG: Send: AUTH LOGIN',
      '',
      'Unable to authenticate: Invalid response code received from server',
    ],
    'unknown auth',
  ],
  [
    'a STARTTLS that was not answered, and so not refused',
    [
      `DEBUG: Recv: ${GREETED[0] ?? ''}`,
      'DEBUG: Send: EHLO client.example.com',
      `DEBUG: Recv: ${GREETED[1] ?? ''}`,
      'DEBUG: Send: STARTTLS',
      'Unable to start TLS: Invalid response code received from server',
    ],
    'drop.lost starttls',
  ],
  [
    'Exim, which waited where the answer to the message should stand',
    [
      '  SMTP<< 220 mx.example.org ESMTP',
      '  SMTP>> EHLO mail.example.com',
      '  SMTP<< 250 mx.example.org',
      '  SMTP>> DATA',
      '  SMTP<< 354 go ahead',
      '  SMTP>> writing message and terminating "."',
      '  SMTP(timeout)<<',
    ],
    'drop.timeout dot',
  ],
  [
    'curl, which had uploaded all',
    [
      '< 220 mx.example.org ESMTP',
      '> EHLO client.example.com',
      '< 250 mx.example.org',
      '> DATA',
      '< 354 go ahead',
      '* We are completely uploaded and fine',
      '* Recv failure: Connection reset by peer',
    ],
    'drop.lost dot',
  ],
  [
    'curl, whose ClientHello was not answered',
    [
      '* Connected to mx.example.org (192.0.2.1) port 465 (#0)',
      '* TLSv1.3 (OUT), TLS handshake, Client hello (1):',
      '* Connection timed out after 4048 milliseconds',
    ],
    'tls.handshake.timeout tls',
  ],
  [
    'MDaemon, which waited for the greeting',
    [
      'Mon 2026-11-02 10:01:11.190: [1102:3] Connection established 198.51.100.5:60111 --> 192.0.2.1:25',
      'Mon 2026-11-02 10:01:11.190: [1102:3] Waiting for protocol to start...',
      'Mon 2026-11-02 10:01:11.260: [1102:3] *  Socket connection closed by the other side (how rude!)',
    ],
    'drop.lost banner',
  ],
  [
    'a part of a session of MDaemon',
    [
      'Mon 2026-11-02 10:01:11.260: [1102:3] --> DATA',
      'Mon 2026-11-02 10:01:11.290: [1102:3] <-- 354 go',
      'Mon 2026-11-02 10:01:11.390: [1102:3] Transfer Complete',
      'Mon 2026-11-02 10:11:11.390: [1102:3] *  Connection timed out waiting for response',
    ],
    'drop.timeout dot',
  ],
  [
    'IceWarp, which notes that the session is gone',
    [
      '192.0.2.9 [00000A1C] Thu, 22 Apr 2024 22:01:42 +0200 <<< 220 mx.example.org ESMTP',
      '192.0.2.9 [00000A1C] Thu, 22 Apr 2024 22:01:42 +0200 >>> EHLO mail.example.com',
      '192.0.2.9 [00000A1C] Thu, 22 Apr 2024 22:01:42 +0200 Disconnected',
    ],
    'drop.lost ehlo',
  ],
])('%s', (_name, lines, truth) => {
  const { symptom, stage } = readText(lines.join('\n'))
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
})
