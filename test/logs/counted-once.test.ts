import { expect, test } from 'vitest'
import type { LogsDocument } from '../../src/app/logs/document.ts'
import { analyseText } from './analyse-text.ts'

type Picked = (document: LogsDocument) => unknown

const server: Picked = ({ server: events }) => Object.fromEntries(Object.entries(events).filter(([, n]) => n > 0))
const versions: Picked = ({ tls }) => tls.byVersion
const outcomes: Picked = ({ attempts }) => attempts

/** What several lines tell of one event, and what one line tells of several, as each server writes it. */
const CASES: readonly (readonly [name: string, lines: readonly string[], picked: Picked, expected: unknown])[] = [
  [
    'Postfix: a handshake that stands as a failure on the way and as the outcome, at one address',
    [
      'May  1 10:00:00 a postfix/smtp[7]: SSL_connect error to mx.one.example[203.0.113.1]:25: Connection reset by peer',
      'May  1 10:00:00 a postfix/smtp[7]: A1B2C3D4E5: Cannot start TLS: handshake failure',
      'May  1 10:00:00 a postfix/smtp[7]: A1B2C3D4E5: to=<x@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)',
      'May  1 10:00:00 a postfix/smtp[7]: A1B2C3D4E5: to=<y@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=1, delays=0/0/1/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)',
    ],
    ({ tls, bySymptom }) => [tls.failures, bySymptom],
    [{ 'tls.handshake.reset': 1 }, { 'tls.handshake.reset': 2 }],
  ],
  [
    'Postfix: lines that begin with their tag are no table, whatever commas they have in common',
    [
      'postfix/smtp[7]: A1B2C3D4E5: to=<x@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
      'postfix/smtp[7]: A1B2C3D4E6: to=<x@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
    ],
    outcomes,
    { sent: 2, deferred: 0, bounced: 0, expired: 0 },
  ],
  [
    'Exim: a session that TLS protected is told by its refused addresses as by its delivery; a connection that stood open is not a new one',
    [
      '2024-05-01 10:00:02 1s1xOC-0Dw1m6-32 ** y@one.example R=d T=t H=mx.one.example [203.0.113.1] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes: SMTP error from remote mail server after RCPT TO:<y@one.example>: 550 5.1.1 User unknown',
      '2024-05-01 10:00:02 1s1xOC-0Dw1m6-32 ** z@one.example R=d T=t H=mx.one.example [203.0.113.1] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes: SMTP error from remote mail server after RCPT TO:<z@one.example>: 550 5.1.1 User unknown',
      '2024-05-01 10:00:02 1s1xOC-0Dw1m6-32 => x@one.example R=d T=t H=mx.one.example [203.0.113.1] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 ok"',
      '2024-05-01 10:00:02 1s1xOD-0Dw1m6-32 => x@one.example R=d T=t H=mx.one.example [203.0.113.1]* X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 ok"',
      '2024-05-01 10:00:03 1s1xOE-0Dw1m6-32 ** y@two.example R=d T=t H=mx.two.example [203.0.113.2] X=TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256: SMTP error from remote mail server after RCPT TO:<y@two.example>: 550 5.1.1 User unknown',
      '2024-05-01 10:00:04 1s1xOF-0Dw1m6-32 == y@two.example R=d T=t defer (-45) H=mx.two.example [203.0.113.2] X=TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256 CV=yes: SMTP error from remote mail server after end of data: 451 4.7.1 try H=a [b] X=TLS1.0 later',
    ],
    versions,
    { 'TLSv1.3': 1, 'TLSv1.2': 2 },
  ],
  [
    'Exim: hosts that failed too long will not be tried again, though it was not yet time',
    [
      "2024-05-01 10:00:00 1s1xOE-0Dw1m6-32 ** x@two.example R=d T=t: all hosts for 'two.example' have been failing for a long time (and retry time not reached)",
    ],
    ({ attempts, bySymptom }) => [attempts.expired, bySymptom],
    [1, { expired: 1 }],
  ],
  [
    'Sendmail: a client that is cut off while it sends its message, by a reset as by a close',
    [
      'May  1 10:00:00 a sm-mta[1]: 441A00Ab001234: collect: premature EOM: Connection reset by h.example',
      'May  1 10:00:00 a sm-mta[1]: 441A00Ab001234: SYSERR(root): collect: I/O error on connection from h.example, from=<a@b.example>',
      'May  1 10:00:01 a sm-mta[2]: 441A00Ab001235: collect: premature EOM: unexpected close',
      'May  1 10:00:01 a sm-mta[2]: 441A00Ab001235: collect: unexpected close on connection from h.example, sender=<a@b.example>',
      'May  1 10:00:02 a sm-mta[3]: 441A00Ab001236: timeout waiting for input from h.example during message collect',
      'May  1 10:00:02 a sm-mta[3]: 441A00Ab001236: SYSERR(root): collect: read timeout on connection from h.example, from=<a@b.example>',
    ],
    server,
    { lost: 2, timedOut: 1 },
  ],
  [
    'OpenSMTPD: a login that fails is told when it was looked up, and when the client is told so',
    [
      'May  1 10:00:00 a smtpd[1]: 5df87c9b982c8004 smtp authentication user=bob result=permfail',
      'May  1 10:00:05 a smtpd[1]: 5df87c9b982c8004 smtp failed-command command="AUTH LOGIN (password)" result="535 Authentication failed"',
      'May  1 10:00:06 a smtpd[1]: 5df87c9b982c8004 smtp failed-command command="AUTH LOGIN (username)" result="535 Authentication failed"',
    ],
    server,
    { authFailed: 2 },
  ],
  [
    'OpenSMTPD: its queue says of an envelope that it expired, and that an administrator removed it',
    [
      'May  1 10:00:00 a smtpd[1]: relay: Expire for 3d4c4a424797fe79: from=<a@c.example>, to=<x@one.example>, rcpt=<->, delay=4d, stat=Envelope expired',
      'May  1 10:00:00 a smtpd[1]: relay: Remove for 3d4c4a424797fe80: from=<a@c.example>, to=<y@one.example>, rcpt=<->, delay=4d, stat=Removed by administrator',
    ],
    ({ attempts, bySymptom }) => [attempts.expired, bySymptom],
    [1, { expired: 1 }],
  ],
  [
    'PowerMTA: columns in any order, until another header comes',
    [
      'rcpt,type,timeLogged,dsnDiag,dsnStatus',
      'x@one.example,d,2024-05-01 10:00:00+0000,"smtp;250 2.0.0 (OK, queued)",2.0.0',
      'y@one.example,b,2024-05-01 10:00:01+0000,smtp;550 5.1.1 user unknown,5.1.1',
      'type,rcpt,bounceCat,timeLogged',
      'b,z@one.example,message-expired,1714557602',
      'r,z@one.example,,1714557602',
    ],
    outcomes,
    { sent: 1, deferred: 0, bounced: 1, expired: 1 },
  ],
  [
    'Exchange: the words of its Receive connector for a client that says nothing, and for one too many',
    [
      '#Software: Microsoft Exchange Server',
      '#Log-type: SMTP Receive Protocol Log',
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
      '2024-05-01T10:00:00.000Z,In,08DB000000000003,0,192.0.2.25:25,198.51.100.3:5000,>,451 4.7.0 Timeout waiting for client input,',
      '2024-05-01T10:00:00.001Z,In,08DB000000000003,1,192.0.2.25:25,198.51.100.3:5000,-,,Local',
      '2024-05-01T10:00:01.000Z,In,08DB000000000005,0,192.0.2.25:25,198.51.100.5:5000,>,"421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel",',
      '2024-05-01T10:00:01.001Z,In,08DB000000000005,1,192.0.2.25:25,198.51.100.5:5000,-,,Local',
    ],
    server,
    { timedOut: 1, connectionLimit: 1 },
  ],
  [
    'Exchange: a sender that is refused takes the recipients along that were named in the same breath',
    [
      '#Software: Microsoft Exchange Server',
      '#Log-type: SMTP Send Protocol Log',
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,0,192.0.2.25:4000,203.0.113.3:25,<,220 mx.there.example ESMTP,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,1,192.0.2.25:4000,203.0.113.3:25,>,EHLO us.example,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,2,192.0.2.25:4000,203.0.113.3:25,<,250 PIPELINING,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,3,192.0.2.25:4000,203.0.113.3:25,>,MAIL FROM:<a@us.example>,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,4,192.0.2.25:4000,203.0.113.3:25,>,RCPT TO:<b@there.example>,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,5,192.0.2.25:4000,203.0.113.3:25,<,550 5.7.1 sender refused,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,6,192.0.2.25:4000,203.0.113.3:25,<,503 5.5.1 no sender,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,7,192.0.2.25:4000,203.0.113.3:25,>,QUIT,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,8,192.0.2.25:4000,203.0.113.3:25,<,221 bye,',
      '2024-05-01T10:00:00.000Z,Out,08DB000000000003,9,192.0.2.25:4000,203.0.113.3:25,-,,Local',
    ],
    ({ attempts, byStage }) => [attempts.bounced, byStage],
    [1, { mail: 1 }],
  ],
  [
    'nullmailer: its output as it comes, without a program before it',
    [
      'Starting delivery, 1 message(s) in queue.',
      'Starting delivery: host: relay.example protocol: smtp file: 1600000000.11',
      'From: <a@us.example> to: <b@there.example>',
      'Message-Id: <1600000000.1.nullmailer@us.example>',
      'smtp: Failed: 550 5.7.1 relaying denied',
      'Sending failed: Permanent error in sending the message',
      'Moving message 1600000000.11 into failed',
      'Delivery complete, 0 message(s) remain.',
    ],
    outcomes,
    { sent: 0, deferred: 0, bounced: 1, expired: 0 },
  ],
  [
    'Exchange: the date that a file was begun at is nothing that happened',
    [
      '#Software: Microsoft Exchange Server',
      '#Log-type: SMTP Receive Protocol Log',
      '#Date: 2024-05-01T00:00:00.000Z',
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
      '2024-05-01T10:00:00.000Z,In,08DB000000000003,0,192.0.2.25:25,198.51.100.3:5000,+,,',
    ],
    ({ period }) => period.start,
    '2024-05-01T10:00:00.000Z',
  ],
  [
    'qmail: two hosts use one number for a message, and one for a delivery',
    [
      'May  1 10:00:00 a qmail: 1714550400.2 info msg 5: bytes 500 from <a@c.example> qp 99 uid 1000',
      'May  1 10:00:00 b qmail: 1714550400.2 info msg 5: bytes 500 from <a@c.example> qp 99 uid 1000',
      'May  1 10:00:00 a qmail: 1714550400.3 starting delivery 1: msg 5 to remote x@one.example',
      'May  1 10:00:00 b qmail: 1714550400.3 starting delivery 1: msg 5 to remote y@two.example',
      'May  1 10:00:01 a qmail: 1714550401.3 delivery 1: success: 203.0.113.1_accepted_message./Remote_host_said:_250_ok/',
    ],
    ({ queue, byDestination }) => [queue.queued, byDestination.map(({ domain }) => domain)],
    [2, ['one.example']],
  ],
  [
    'Exim: two hosts use one id, and only at one of them another MX took the mail',
    [
      'May  1 10:00:00 a exim[9]: 1s1xOC-0Dw1m6-32 H=mx1.one.example [203.0.113.1] Connection timed out',
      'May  1 10:00:00 b exim[9]: 1s1xOC-0Dw1m6-32 == x@two.example R=d T=t defer (111): Connection refused',
      'May  1 10:00:01 a exim[9]: 1s1xOC-0Dw1m6-32 => x@one.example R=d T=t H=mx2.one.example [203.0.113.2] C="250 ok"',
    ],
    ({ softFailures }) => softFailures,
    { 'connect.timeout@connect': 1 },
  ],
  [
    'Postfix: two instances on one host use one queue id at the same time, each for a message of its own',
    [
      'May  1 10:00:00 a postfix/qmgr[1]: A1B2C3D4E5: from=<a@c.example>, size=500, nrcpt=1 (queue active)',
      'May  1 10:00:00 a postfix-out/qmgr[2]: A1B2C3D4E5: from=<b@c.example>, size=70000, nrcpt=1 (queue active)',
      'May  1 10:00:01 a postfix-out/smtp[4]: A1B2C3D4E5: to=<y@two.example>, relay=mx.two.example[203.0.113.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
      'May  1 10:00:01 a postfix-out/qmgr[2]: A1B2C3D4E5: removed',
      'May  1 10:00:02 a postfix/smtp[3]: A1B2C3D4E5: to=<x@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=1, delays=0/0/1/0, dsn=4.0.0, status=deferred (host mx.one.example[203.0.113.1] said: 451 try again (in reply to RCPT TO command))',
      'May  1 10:05:00 a postfix/qmgr[1]: A1B2C3D4E5: from=<a@c.example>, size=500, nrcpt=1 (queue active)',
      // A transport with a name of its own hands over from the same queue.
      'May  1 10:05:02 a postfix-slow/smtp[5]: A1B2C3D4E5: to=<x@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
      'May  1 10:05:02 a postfix/qmgr[1]: A1B2C3D4E5: removed',
    ],
    ({ queue }) => queue,
    { queued: 2, removed: 2, expired: 0 },
  ],
  [
    'Postfix: seconds that no clock counts (a number so large that one more is the same)',
    [
      'May  1 10:00:00 a postfix/smtp[2]: A1B2C3D4E5: to=<x@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=1, delays=0/0/0/999999999999999999999, dsn=4.4.2, status=deferred (conversation with mx.one.example[203.0.113.1] timed out while sending message body)',
    ],
    ({ attempts, clock }) => [attempts.deferred, clock],
    [1, []],
  ],
  [
    'Postfix: what it replaces and leaves out of a session is known, and counts nowhere',
    [
      'May  1 10:00:00 a postfix/submission/smtpd[1]: discarding EHLO keywords: CHUNKING',
      'May  1 10:00:00 a postfix/smtpd[1]: replacing command "HELO" with "EHLO"',
      'May  1 10:00:00 a postfix/smtp[2]: discarding EHLO keywords: DSN PIPELINING',
      'May  1 10:00:00 a postfix/smtp[2]: A1B2C3D4E5: replacing server reply "550 later" with "450 later"',
      'May  1 10:00:00 a postfix/smtp[2]: no MX host for one.example has a valid address record',
      'May  1 10:00:00 a postfix/smtp[2]: unable to find primary relay for one.example',
    ],
    server,
    {},
  ],
  [
    'repeats that syslog-ng and a journal held back',
    [
      'May  1 10:00:00 a postfix/smtpd[1]: lost connection after CONNECT from unknown[198.51.100.1]',
      "May  1 10:00:05 a postfix/smtpd[9]: Last message 'lost connection afte' repeated 2 times, suppressed by syslog-ng on a",
      'May  1 10:00:06 a postfix/smtpd[2]: timeout after RCPT from unknown[198.51.100.1]',
      'May  1 10:00:07 a postfix/smtpd[2]: last message repeated 3 times',
    ],
    server,
    { lost: 3, timedOut: 4 },
  ],
]

test.each(CASES)('%s', (_, lines, picked, expected) => {
  const analysed = analyseText(`${lines.join('\n')}\n`)
  expect(picked(analysed.document)).toEqual(expected)
  expect(analysed.unknown).toEqual([])
})
