import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each([
  ['421 4.4.2 Nothing heard from you for five minutes, bye', 'reply.421.idletimeout idle'],
  ['421 We waited long enough for your next command', 'reply.421.idletimeout idle'],
  ['421 The DATA phase took longer than 600 seconds; connection closed', 'reply.421.idletimeout body'],
  ['421 4.4.2 read error on your socket', 'reply.421.socketerror -'],
  ['421 Could not create message file, closing channel', 'system.remote -'],
  ['450 4.4.1 next hop mail store not responding, retry', 'system.remote -'],
])('why a server closes, in its own words: %s', (text, truth) => {
  const { symptom, stage } = readText(text)
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
})

test.each([
  ['server smtp.example.org gave up on us during the message body (broken pipe)', 'drop.lost body'],
  ['mail queue worker: peer vanished while we were sending attachments (EPIPE)', 'drop.lost body'],
  ['mx.example.org: response to final dot not received within 600s', 'drop.timeout dot'],
  ['no MX hosts could be contacted for example.org (tried 4)', 'connect.failed connect'],
  ['Gateway: TCP connect to 192.0.2.30:25 got RST', 'connect.refused connect'],
  ['MailTransportError{phase=EHLO, cause=java.io.EOFException}', 'drop.lost ehlo'],
  ['smtp.SendError: phase: data, code: 421, err: 4.3.0 try later', 'reply.421.other data'],
  ['EOFError in NotificationMailer#digest: end of file reached (smtp helo)', 'drop.lost ehlo'],
  ['Io(Os { code: 32, kind: BrokenPipe, message: "Broken pipe" }) in send_message: writing body', 'drop.lost body'],
  ['smtp datasend: Broken pipe at send.pl line 40.', 'drop.lost body'],
  ['SMTP Error: The following SMTP Error: MAIL FROM command failed, Connection timed out', 'drop.timeout mail'],
  ['delivery 8: deferral: TLS_unable_to_initialize;_connected_to_192.0.2.30./', 'tls.local.config tls'],
  ['KumoMTA internal: timeout waiting for response to DotTerminator', 'drop.timeout dot'],
  ['Net::SMTP->new(mx.example.org): Net::SMTP: connect: timeout', 'connect.timeout connect'],
  ['$smtp->dataend failed: connection lost', 'drop.lost dot'],
  [
    'Jul  9 09:00:01 gw postfix/smtp[31]: 9A: Cannot start TLS: handshake failure\nJul  9 09:00:02 gw postfix/smtp[31]: 9A: to=<bob@example.org>, relay=mx.example.org[192.0.2.30]:25, delay=3, dsn=4.4.2, status=deferred (lost connection with mx.example.org[192.0.2.30] while receiving the initial server greeting)',
    'drop.lost banner',
  ],
  ['Mail error 13: gethostbyname(smtp.example.org) failed: TRY_AGAIN', 'dns.tempfail dns'],
  ['smtp: STARTTLS answered with 421 Too many TLS sessions', 'reply.421.toomanyconn starttls'],
  [
    'The mail relay accepted the connection, then closed it as soon as we announced the message size in MAIL FROM',
    'drop.lost mail',
  ],
  ['mx.example.org accepted the connection and closed it', 'drop.lost banner'],
  ['Server vanished after it had said 354', 'drop.lost body'],
  ['error: could not read SMTP greeting (0 bytes)', 'drop.lost banner'],
  ['Server replied: 421 the client took 301s to send the next line', 'reply.421.idletimeout idle'],
  ['SmtpSender: final response missing, socket timeout 300000 ms', 'drop.timeout dot'],
  ['STARTTLS command sent, server disconnected without answering', 'drop.lost starttls'],
  ['[email] step=connect host=smtp.example.org port=587 err="connect: operation timed out"', 'connect.timeout connect'],
  [
    'Aug  1 03:40:00 mx sm-mta[9]: u1: timeout waiting for input from mx1.example.org. during client EHLO\nAug  1 03:40:00 mx sm-mta[9]: u1: to=<bob@example.org>, delay=00:30:00, mailer=esmtp, relay=mx1.example.org. [192.0.2.30], dsn=4.0.0, stat=Deferred: Connection timed out with mx1.example.org.',
    'drop.timeout ehlo',
  ],
])('what programs tell of a line that ended: %s', (text, truth) => {
  const { symptom, stage } = readText(text)
  expect(`${symptom} ${stage ?? '-'}`).toBe(truth)
})
