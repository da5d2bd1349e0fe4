import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutBystanders } from './bystanders.ts'
import { withoutCollector } from './collector.ts'
import { withoutEscapes } from './escapes.ts'
import { headLength, withoutLogHeads } from './log-head.ts'
import { onOneLine } from './one-record.ts'
import { withoutWraps } from './wrapped-lines.ts'

const LOST = 'lost connection with mx.example.org[192.0.2.1] while sending RCPT TO'

describe('what a logger sets in front', () => {
  it.each([
    'Nov 30 11:22:33 web1 app[4242]: ',
    '<131>1 2026-11-30T11:22:33.123Z web1 app 4242 - - ',
    '2026-11-30 11:22:33,123 ERROR [main] com.example.app.Notifier - ',
    '2026-11-30T11:22:33.123+01:00 ERROR 4242 --- [nio-8080-exec-1] c.e.app.Notifier   : ',
    '[2026-11-30 11:22:33,123: ERROR/ForkPoolWorker-1] ',
    'E1130 11:22:33.123456    4242 notify.go:42] ',
    '2026-11-30 11:22:33.123 | ERROR    | app.notify:run:42 - ',
    'ERROR:root:',
    'ERRO[0042] ',
    '11:22AM ERR ',
  ])('%j', (head) => {
    expect(withoutLogHeads(`${head}550 5.1.1 no such user`)).toBe('550 5.1.1 no such user')
  })

  it.each([
    ['a mail program', 'Nov 30 11:22:33 mx1 postfix/smtp[22]: x', 'mx1 postfix/smtp[22]: x'],
    [
      'a host that failed',
      '2026-11-28 11:41:40 mx1.example.org: Connection refused',
      'mx1.example.org: Connection refused',
    ],
    ['a peer', '11:22:33 [192.0.2.1] refused', '[192.0.2.1] refused'],
    ['a code', '2026-11-30 11:22:33 ERROR 550 5.1.1 no', '550 5.1.1 no'],
  ])('stays: %s', (_name, line, rest) => {
    expect(line.slice(headLength(line)).trimStart()).toBe(rest)
  })

  it('is none where no time stands', () => {
    for (const line of [
      'error: lost',
      '[ERROR] lost',
      '2026-11-30 we lost it',
      '2026-03-01T10:11:12.345Z,Default,08DB,1',
    ])
      expect(headLength(line)).toBe(0)
  })
})

describe('lines of others', () => {
  const REQUEST = '198.51.100.7 - - [30/Nov/2026:11:22:32 +0000] "GET /health HTTP/1.1" 200 2 "-" "curl/8.5.0"'
  it.each([
    REQUEST,
    'Nov 30 11:17:01 web1 CRON[3999]: (root) CMD (run-parts /etc/cron.hourly)',
    "Nov 30 11:22:34 web1 systemd[1]: app.service: Failed with result 'exit-code'.",
    'Process finished with exit code 1',
    'Will retry later.',
    '2026-11-30 11:22:34 INFO retrying in 300 s',
  ])('go: %s', (line) => {
    expect(withoutBystanders(`${line}\n${LOST}`)).toBe(LOST)
    expect(withoutBystanders(line)).toBe(line)
  })

  it.each([
    'Nov 30 11:22:34 web1 systemd[1]: app.service: A process of this unit has been killed by the OOM killer.',
    'Retrying: connection refused',
    '450 4.2.0 will retry',
  ])('stay: %s', (line) => {
    expect(withoutBystanders(`${line}\n${LOST}`)).toBe(`${line}\n${LOST}`)
  })
})

describe('what a terminal or a mail program broke', () => {
  const TEXT = 'postfix/smtp[21044]: SSL_connect error to mx1.example.com[192.0.2.31]:25: Connection timed out'
  it.each([
    ['at a blank', TEXT.replace('25: ', '25:\n')],
    ['at a column', `${TEXT.slice(0, 80)}\n${TEXT.slice(80)}`],
  ])('is whole again: %s', (_name, text) => {
    expect(withoutWraps(text)).toBe(TEXT)
    expect(readText(text)).toMatchObject({ symptom: 'tls.handshake.timeout', stage: 'tls' })
  })

  it.each([
    ['a dialogue', '250-mx.example.org at your service, this is a long line indeed\n250 SIZE'],
    [
      'another statement',
      'curl: (59) failed setting cipher list: NOSUCH for this host\nFor more information see the manual.',
    ],
    [
      'a frame',
      'Error: connect ECONNREFUSED 192.0.2.1:25, which is our relay\nat TCPConnectWrap.afterConnect (net.js:1146:16)',
    ],
    ['a manual', 'Timeout field\nThe number of seconds that can elapse without a response.\nthe default is 30'],
  ])('stays: %s', (_name, text) => {
    expect(withoutWraps(text)).toBe(text)
  })
})

describe('records', () => {
  it('of several lines stand on one', () => {
    expect(onOneLine('{\n  "a": 1\n}')).toBe('{"a":1}')
    expect(onOneLine("{\n  message: 'it\\'s lost',\n  job: 42\n}")).toBe('{"message":"it\'s lost","job":"42"}')
    expect(onOneLine("{\n  timeout: 30,\n  host: 'mx'\n}")).toBe("{\n  timeout: 30,\n  host: 'mx'\n}")
    expect(onOneLine('{\n  a\n}')).toBe('{\n  a\n}')
  })

  it('give their escapes back, paths keep theirs', () => {
    expect(withoutEscapes(String.raw`lost\r\n`)).toBe('lost')
    expect(withoutEscapes(String.raw`"a \"b\"\nc"`)).toBe('a "b"\nc')
    expect(withoutEscapes(String.raw`cannot open C:\mail\new.txt`)).toBe(String.raw`cannot open C:\mail\new.txt`)
    expect(withoutEscapes(String.raw`{"msg":"a\nb"}`)).toBe(String.raw`{"msg":"a\nb"}`)
  })

  it('of Elastic’s schema have their words in a field with a dot', () => {
    expect(
      readText('{"@timestamp":"2026-11-30T11:22:33Z","message":"job failed","error.message":"421 4.3.2 shutting down"}')
        .symptom,
    ).toBe('reply.421.shutdown')
  })
})

describe('collectors', () => {
  it.each([
    ['kubectl', `[pod/app-6d4cf56db6-x2x7v/app] ${LOST}`],
    ['stern', `app-6d4cf56db6-x2x7v app ${LOST}`],
    ['pm2', `0|app      | ${LOST}`],
    ['grep', `/var/log/mail.log:118:${LOST}`],
    ['Docker’s files', JSON.stringify({ log: `${LOST}\n`, stream: 'stderr', time: '2026-11-30T11:22:33Z' })],
    [
      'nginx',
      `2026/11/30 11:22:33 [error] 42#42: *17 FastCGI sent in stderr: "PHP message: ${LOST}" while reading response header from upstream, client: 198.51.100.7`,
    ],
    [
      'journalctl -o verbose',
      `Mon 2026-11-30 11:22:33.123456 CET [s=0a;i=1]\n    PRIORITY=3\n    MESSAGE=${LOST}\n    _PID=42`,
    ],
  ])('%s', (_name, text) => {
    expect(withoutCollector(text)).toBe(LOST)
  })

  it('a stack that a journal broke into records is one again', () => {
    const head = 'Nov 30 11:22:33 web1 app[4242]: '
    expect(withoutCollector(`${head}Error: lost\n${head}    at run (app.js:1:2)`)).toBe(
      head + 'Error: lost\n    at run (app.js:1:2)',
    )
    const two = `${head}connected\n${head}lost`
    expect(withoutCollector(two)).toBe(two)
  })
})

it('what failed before is why a line is closed', () => {
  const closed = '2026-11-30 11:22:34 DEBUG connection closed\n2026-11-30 11:22:34 DEBUG worker 3 idle'
  expect(readText(`550 Unable to relay for x@example.net\n${closed}`).symptom).toBe('policy.relay')
  // Who has refused may close the line, too: the mail was refused.
  expect(
    readText(`2026-11-30 11:22:33 ERROR 550 relaying denied\n${closed.replace('closed', 'closed by peer')}`).symptom,
  ).toBe('policy.relay')
})

it('the last digit of an enhanced code denies nothing', () => {
  expect(readText('Reason: 421 4.7.0 Connection refused - too many sessions from 192.0.2.4').symptom).toBe(
    'reply.421.toomanyconn',
  )
})

it('a verb in small letters in front of a colon is what was tried', () => {
  expect(readText(`send report: ${LOST}`).symptom).toBe('drop.lost')
  expect(readText('Send the report again, then check that the relay does not refuse the connection.').symptom).toBe(
    'unknown',
  )
})
