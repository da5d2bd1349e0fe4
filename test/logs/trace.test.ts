import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { LOG_FORMATS } from '../../src/app/logs/formats.ts'
import { streamInput } from '../../src/app/logs/inputs.ts'
import { traceLogs, type Trace } from '../../src/app/logs/trace.ts'
import { utcCalendar } from '../../src/wire/syslog/stamp.ts'
import { zipOf } from './write-archives.ts'

const PORTS = { readText: () => undefined, causeOf: () => null, isReceiver: () => false, formats: LOG_FORMATS }

function trace(lines: readonly string[], needle: string, options = {}): Promise<Trace> {
  // Standard input, which can be read once.
  const input = streamInput(
    '-',
    Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(''))]),
    Date.UTC(2026, 11, 1),
  )
  return traceLogs([input], needle, { calendar: utcCalendar, ...options }, PORTS)
}

const texts = ({ lines }: Trace): string[] => lines.map(({ text }) => text.slice(text.indexOf(']: ') + 3))

test('an address is traced through standard input', async () => {
  const found = await trace(
    [
      'Nov 28 04:28:04 out postfix/qmgr[2]: B4B232128BB: from=<a@out.example>, size=7, nrcpt=1 (queue active)',
      'Nov 28 04:28:07 out postfix/smtp[9]: B4B232128BB: to=<u@there.example>, relay=mx.there.example[192.0.2.10]:25, delay=2.8, delays=0/0/2/0, dsn=2.0.0, status=sent (250 Ok)',
    ],
    'u@there.example',
  )
  expect(found.lines).toHaveLength(2)
})

test('files of an archive in standard input are each looked at anew: UTF-16 beside plain text', async () => {
  const line = (id: string): string =>
    `Nov 28 04:28:07 out postfix/smtp[9]: ${id}: to=<u@there.example>, relay=mx.there.example[192.0.2.10]:25, delay=2.8, delays=0/0/2/0, dsn=2.0.0, status=sent (250 Ok)\n`
  const files = [
    { name: 'a', data: line('B4B232128BB') },
    { name: 'b', data: Buffer.from(`\ufeff${line('B4B232128CC')}`, 'utf16le') },
    { name: 'c', data: line('B4B232128DD') },
  ]
  for (const [needle, count] of [
    ['u@there.example', 3],
    ['B4B232128CC', 1],
    ['B4B232128DD', 1],
  ] as const) {
    const input = streamInput('-', Readable.from([zipOf(files)]), Date.UTC(2026, 11, 1))
    expect((await traceLogs([input], needle, { calendar: utcCalendar }, PORTS)).lines).toHaveLength(count)
  }
})

test('no id is no word of any line', async () => {
  expect((await trace(['abc'], '')).lines).toEqual([])
})

test('Sendmail: what the process said of TLS', async () => {
  const found = await trace(
    [
      'Nov 28 04:44:37 out sendmail[153]: 6AS4iboE000151: SMTP outgoing connect on out.example',
      'Nov 28 04:44:37 out sendmail[153]: STARTTLS=client, error: connect failed=-1, reason=unexpected eof while reading, SSL_error=1, errno=32, retry=-1',
      'Nov 28 04:44:37 out sendmail[153]: engine=(null), path=(null), ispre=0, pre=0, initialized=0',
      'Nov 28 04:44:37 out sendmail[153]: ruleset=tls_server, arg1=SOFTWARE, relay=mx.a.example, reject=454 4.7.0 TLS handshake failed.',
      'Nov 28 04:44:37 out sendmail[153]: 6AS4iboE000151: to=<u@a.example>, delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=3, relay=mx.a.example. [192.0.2.23], dsn=4.7.0, stat=Deferred: 454 4.7.0 TLS handshake failed.',
    ],
    'u@a.example',
  )
  expect(texts(found).map((text) => text.slice(0, 14))).toEqual([
    '6AS4iboE000151',
    'STARTTLS=clien',
    'ruleset=tls_se',
    '6AS4iboE000151',
  ])
})

test('OpenSMTPD: the session that delivered, and the one that took the message in', async () => {
  const found = await trace(
    [
      'Nov 28 05:02:12 out smtpd[19]: a2345d6dd24e67dc smtp connected address=127.0.0.1 host=localhost',
      'Nov 28 05:02:12 out smtpd[19]: a2345d6dd24e67dc smtp message msgid=3a9d0009 size=4000 nrcpt=1 proto=ESMTP',
      'Nov 28 05:02:12 out smtpd[19]: a2345d6dd24e67dc smtp envelope evpid=3a9d0009c5ec03f4 from=<a@out.example> to=<u@b.example>',
      'Nov 28 05:02:12 out smtpd[19]: a2345d71d58355a0 mta connecting address=smtp://192.0.2.23:25 host=192.0.2.23',
      'Nov 28 05:02:12 out smtpd[19]: a2345d71d58355a1 mta connecting address=smtp://192.0.2.99:25 host=192.0.2.99',
      'Nov 28 05:02:12 out smtpd[19]: a2345d71d58355a0 mta connected',
      'Nov 28 05:02:12 out smtpd[19]: smtp-out: Error on session a2345d71d58355a0: opportunistic TLS failed, downgrading to plain',
      'Nov 28 05:02:12 out smtpd[19]: a2345d71d58355a0 mta delivery evpid=3a9d0009c5ec03f4 from=<a@out.example> to=<u@b.example> rcpt=<-> source="203.0.113.2" relay="192.0.2.23 (192.0.2.23)" delay=1s result="Ok" stat="250 2.0.0 Ok"',
    ],
    'u@b.example',
  )
  expect(texts(found).map((text) => text.replace(/ (?:address|msgid|evpid).*/, ''))).toEqual([
    'a2345d6dd24e67dc smtp message',
    'a2345d6dd24e67dc smtp envelope',
    'a2345d71d58355a0 mta connecting',
    'a2345d71d58355a0 mta connected',
    'smtp-out: Error on session a2345d71d58355a0: opportunistic TLS failed, downgrading to plain',
    'a2345d71d58355a0 mta delivery',
  ])
})

test('a short queue id that was used again is told apart by time', async () => {
  const lines = ['27', '28', '29'].map(
    (day) => `Nov ${day} 04:28:04 out postfix/qmgr[2]: B4B23: from=<a@out.example>, size=7, nrcpt=1 (queue active)`,
  )
  const found = await trace(lines, 'B4B23', { sinceMs: Date.UTC(2026, 10, 28), untilMs: Date.UTC(2026, 10, 29) })
  expect(found.lines.map(({ at }) => at)).toEqual(['2026-11-28T04:28:04.000Z'])
})

test('a number that is one server’s id means nothing in the lines of another', async () => {
  const found = await trace(
    [
      '@4000000066d1a2b30c0a1b2c starting delivery 11: msg 1024 to remote u@there.example',
      '@4000000066d1a2b41c0a1b2c delivery 11: success: 192.0.2.1_accepted_message./Remote_host_said:_250_ok/',
      'Nov 28 04:28:07 out postfix/smtp[9]: B4B232128BB: to=<x@a.example>, relay=mx.a.example[192.0.2.10]:1024, delay=1024, delays=0/0/2/0, dsn=2.0.0, status=sent (250 Ok 1024)',
    ],
    'u@there.example',
  )
  expect(found.lines.map(({ text }) => text.slice(26, 38))).toEqual(['starting del', 'delivery 11:'])
})

test('a record without an id of its own is found by the address', async () => {
  const found = await trace(
    [
      'type,timeLogged,orig,rcpt,dsnStatus,dsnDiag,jobId',
      'd,2026-03-11 10:00:00,s@home.example,u@there.example,2.0.0,smtp;250 OK,campaign1',
      'd,2026-03-11 10:00:00,s@home.example,x@there.example,2.0.0,smtp;250 OK,campaign1',
      't,2026-03-11 10:00:01,s@home.example,u@there.example,4.4.1,smtp;451 no,campaign1',
    ],
    'u@there.example',
  )
  expect(found.lines.map(({ text }) => text.slice(0, 2))).toEqual(['d,', 't,'])
  expect(found.attempts.map(({ status }) => status)).toEqual(['sent', 'deferred'])
})

test('Postal: what a connection did, from the servers that it asked to the outcome', async () => {
  const at = '2024-03-15 14:36:01 +0000'
  const found = await trace(
    [
      `${at} ERROR  Cannot connect to 203.0.113.7:25 (mx.full.example) (Net::OpenTimeout: Net::OpenTimeout) log_id=DDDD0002 component=worker queued_message=14 `,
      `${at} INFO   Connected to 203.0.113.8:25 (mx.full.example) log_id=DDDD0002 component=worker queued_message=14 `,
      `${at} INFO   Connected to 203.0.113.9:25 (mx.b.example) log_id=DDDD0003 component=worker queued_message=15 `,
      `${at} INFO   Sending message 1::4 to f@full.example log_id=DDDD0002 component=worker queued_message=14 `,
      `${at} ERROR  Net::SMTPServerBusy: 452 4.2.2 full log_id=DDDD0002 component=worker queued_message=14 `,
    ],
    'f@full.example',
  )
  expect(found.lines.map(({ text }) => text.slice(33, 40))).toEqual(['Cannot ', 'Connect', 'Sending', 'Net::SM'])
})
