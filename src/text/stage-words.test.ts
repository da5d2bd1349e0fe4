import { describe, expect, it } from 'vitest'
import { stageOfFrames } from './call-frames.ts'
import { readText } from './read-text.ts'
import { stageFromWords } from './stage-words.ts'
import { wordsOf } from './words.ts'

describe('the stage that words name', () => {
  it.each([
    ['the peer said nothing in reply to RCPT TO', 'rcpt'],
    ['timed out while waiting for the response to the end of data', 'dot'],
    ['closed right after AUTH LOGIN', 'auth'],
    ['the server never sent its 220 banner', 'banner'],
    ['disconnected before sending a greeting', 'banner'],
    ['envelope from address <a@example.org> not accepted by the server', 'mail'],
    ['the line broke in the middle of the message', 'body'],
    ['DATA command timed out', 'data'],
    ['error during STARTTLS negotiation', 'tls'],
    ['sent EHLO, got 250, no response to MAIL FROM', 'mail'],
    ['nach dem Befehl RCPT TO', 'rcpt'],
    ['read timeout (greeting)', 'banner'],
    ['socket error in state SMTP_MAIL_FROM_SENT', 'mail'],
    ['SMTP 服务器在 DATA 命令后关闭了连接', 'data'],
    ['lost after the final "." was written', 'dot'],
    ['closed the socket before answering RCPT TO', 'rcpt'],
    // The state of the connection is not that of the session.
    ['Connection lost while sending DATA (state: reset)', 'data'],
    ['lost connection after RCPT, connection state=RESET', 'rcpt'],
    ['peer gone, pool state: idle, after RCPT TO', 'rcpt'],
    ['no response to MAIL FROM (socket state: connecting)', 'mail'],
    ['closed while waiting for the reply to EHLO, tls state: handshake', 'ehlo'],
    ['peer gone, session state: RSET_SENT', 'idle'],
  ])('%s: %s', (text, stage) => {
    expect(stageFromWords(wordsOf(text))).toBe(stage)
  })

  it.each([
    'Failure sending mail.',
    'Cannot send mails to mail server',
    'tls=on auth=on user=a@example.org',
    'timeout waiting for data from client',
    'unable to quit the program',
    'the recipient is on vacation after all',
    'no data was found for the user',
    'for data protection reasons the mail was quarantined',
    'connection state: idle',
    'socket error, state=RESET',
  ])('%s: none', (text) => {
    expect(stageFromWords(wordsOf(text))).toBeUndefined()
  })
})

describe('the stage that a stack trace shows', () => {
  const python = (...frames: readonly string[]): string =>
    frames.map((frame) => `  File "/usr/lib/python3/smtplib.py", line 1, in ${frame}`).join('\n')
  it.each([
    [
      python('__init__\n    (code, msg) = self.connect(host, port)', 'connect\n    (code, msg) = self.getreply()'),
      'banner',
    ],
    [python('sendmail\n    (code, resp) = self.data(msg)', 'data\n    (code, repl) = self.docmd("data")'), 'data'],
    [python('sendmail\n    (code, resp) = self.data(msg)', 'data\n    (code, msg) = self.getreply()'), 'dot'],
    [python('login\n    (code, resp) = self.auth(', 'getreply\n    raise SMTPServerDisconnected("x")'), 'auth'],
    ['  File "app/mail.py", line 9, in sendMail\n    self.go()\n' + python('rcpt\n    return self.getreply()'), 'rcpt'],
    [
      'File "/app/ruby/net/smtp.rb", line 945, in recv_response\nFile "/app/ruby/net/smtp.rb", line 555, in block in do_start',
      'banner',
    ],
    ["#0 a/StreamBuffer.php(232): fwrite(Resource id #179, 'MAIL FROM:<a...')\n#1 b.php(9): send()", 'mail'],
    [
      'at System.Net.Mail.SmtpReplyReaderFactory.ReadLine(SmtpReplyReader caller)\n   at System.Net.Mail.SmtpConnection.GetConnection(String host)',
      'banner',
    ],
  ])('%j: %s', (trace, stage) => {
    expect(stageOfFrames(trace)).toBe(stage)
  })
})

it.each([
  [
    'tls',
    'jakarta.mail.MessagingException: Could not connect to SMTP host: mx.example.net, port: 465;\n  nested exception is:\n\tjava.net.SocketException: Connection reset\n\tat com.sun.mail.smtp.SMTPTransport.openServer(SMTPTransport.java:2212)\nCaused by: java.net.SocketException: Connection reset\n\tat java.base/sun.security.ssl.SSLSocketImpl.readHandshakeRecord(SSLSocketImpl.java:1420)\n\tat java.base/sun.security.ssl.SSLSocketImpl.startHandshake(SSLSocketImpl.java:455)',
  ],
  [
    'tls',
    'System.IO.IOException: Connection reset by peer\n   at System.Net.Security.SslStream.ForceAuthenticationAsync[TIOAdapter](TIOAdapter adapter)\n   at MailKit.Net.Smtp.SmtpClient.PostConnectAsync(Stream stream)',
  ],
])('a handshake that is on the stack was under way: %s', (stage, trace) => {
  expect(stageOfFrames(trace)).toBe(stage)
})

it.each([
  ['500 5.5.1 Command unrecognized: "STARTTLS"', 'tls.refused', 'starttls'],
  ['500 5.5.1 Command unrecognized: STARTTLS', 'tls.refused', 'starttls'],
  ["500 Command not recognized: 'STARTTLS'", 'tls.refused', 'starttls'],
  ['500 Unknown command - STARTTLS', 'tls.refused', 'starttls'],
  ['500 Kommando unbekannt: STARTTLS', 'tls.refused', 'starttls'],
  ['500 5.5.1 Commande non reconnue : "STARTTLS"', 'tls.refused', 'starttls'],
  ['502 5.5.1 Verb not implemented <STARTTLS>', 'tls.refused', 'starttls'],
  ['500 5.5.1 Command unrecognized: "EHLO mail.example.com"', 'protocol.syntax', 'ehlo'],
  ['500 5.5.1 Command unrecognized: "mail from:<a@example.com>"', 'protocol.syntax', 'mail'],
  ['500 5.5.1 Command unrecognized: "AUTH LOGIN"', 'protocol.syntax', 'auth'],
  ['500 "STARTTLS" unrecognized command', 'tls.refused', 'starttls'],
  // Neither is a command by itself.
  ['500 5.5.1 Command unrecognized: "From: starttls@example.com"', 'protocol.syntax', undefined],
  ['500 5.5.1 Command unrecognized: "XXXX STARTTLS"', 'protocol.syntax', undefined],
])('%s is about the command that it names', (text, symptom, stage) => {
  const reading = readText(text)
  expect(reading.symptom).toBe(symptom)
  expect(reading.stage).toBe(stage)
})
