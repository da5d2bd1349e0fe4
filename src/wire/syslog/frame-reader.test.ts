import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FrameOptions } from './frame-reader.ts'
import { openFrames } from './frame-reader.ts'
import { wholeLine } from './frame.ts'
import { offsetCalendar, utcCalendar } from './stamp.ts'

const OPTIONS: FrameOptions = { calendar: utcCalendar, notAfterMs: Date.UTC(2024, 4, 20) }

function framed(line: string, options: FrameOptions = OPTIONS) {
  // Twice: once by the slow way, once in a block, where the common heads are read in place.
  const octets = Buffer.from(line, 'latin1')
  const whole = openFrames(options).line(line)
  const block = openFrames(options).inBlock(octets, line, 0, line.length)
  const seen = [whole, block].map(({ kind, atMs, host, program, pid, message, repeats }) => ({
    kind,
    at: Number.isNaN(atMs) ? null : new Date(atMs).toISOString(),
    host,
    program,
    pid,
    message,
    repeats,
  }))
  expect(seen[1]).toEqual(seen[0])
  return seen[0]
}

const AT = '2024-05-01T00:00:00.000Z'

test.each([
  ['May  1 00:00:01 mail postfix/smtp[1]: MSG', 'May  1 00:00:0: mail postfix/smtp[1]: MSG'],
  ['2024-05-01T00:00:01Z mail postfix/smtp[1]: MSG', '2024-05-01T00:00:0=Z mail postfix/smtp[1]: MSG'],
])('a garbled second is no time, whatever line of the same minute stood before it', (sound, garbled) => {
  const frames = openFrames(OPTIONS)
  frames.inBlock(Buffer.from(sound), sound, 0, sound.length)
  expect(frames.inBlock(Buffer.from(garbled), garbled, 0, garbled.length).atMs).toBeNaN()
})

test('seconds of one minute, in ISO stamps with fractions and zones', () => {
  const frames = openFrames(OPTIONS)
  const times = ['00:00:01.250+02:00', '00:00:07.5+02:00', '00:00:59.999+01:00', '00:01:00+01:00'].map((time) => {
    const line = `2024-05-01T${time} mail postfix/smtp[1]: MSG`
    return new Date(frames.inBlock(Buffer.from(line), line, 0, line.length).atMs).toISOString()
  })
  expect(times).toEqual([
    '2024-04-30T22:00:01.250Z',
    '2024-04-30T22:00:07.500Z',
    '2024-04-30T23:00:59.999Z',
    '2024-04-30T23:01:00.000Z',
  ])
})

describe('every frame gives the same five facts', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    [
      'RFC 3164',
      'May  1 00:00:00 mail postfix/smtp[1234]: MSG',
      { at: AT, host: 'mail', program: 'postfix/smtp', pid: 1234, message: 'MSG' },
    ],
    [
      'RFC 3164 with a priority',
      '<22>May  1 00:00:00 mail postfix/smtp[1234]: MSG',
      { at: AT, host: 'mail', pid: 1234, message: 'MSG' },
    ],
    [
      'RFC 3164 with a year',
      'May  1 2023 00:00:00 mail postfix/smtp[7]: MSG',
      { at: '2023-05-01T00:00:00.000Z', message: 'MSG' },
    ],
    [
      'RFC 3339',
      '2024-05-01T02:00:00.572449+02:00 mail postfix/smtpd[60203]: MSG',
      { at: '2024-05-01T00:00:00.572Z', program: 'postfix/smtpd', pid: 60203 },
    ],
    [
      'RFC 5424',
      '<22>1 2024-05-01T00:00:00.014Z mail postfix/smtpd 188123 - - MSG',
      { at: '2024-05-01T00:00:00.014Z', program: 'postfix/smtpd', pid: 188123, message: 'MSG' },
    ],
    [
      'RFC 5424 with structured data and a BOM',
      String.raw`<22>1 2024-05-01T00:00:00Z mail postfix/smtpd 12 - [a b="x \] y" c="\""][d]` +
        ' \u00ef\u00bb\u00bfMSG',
      { at: AT, pid: 12, message: 'MSG' },
    ],
    [
      'journald JSON',
      '{"__REALTIME_TIMESTAMP":"1714521600061334","_HOSTNAME":"mail","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"44","MESSAGE":"MSG"}',
      {
        kind: 'journald',
        at: '2024-05-01T00:00:00.061Z',
        host: 'mail',
        program: 'postfix/smtp',
        pid: 44,
        message: 'MSG',
      },
    ],
    [
      'journald JSON, octets',
      '{"__REALTIME_TIMESTAMP":"1714521600000000","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"44","MESSAGE":[77,83,71,255]}',
      { message: 'MSG\u00ff' },
    ],
    [
      'Docker JSON',
      String.raw`{"log":"May  1 00:00:00 mail postfix/smtp[12]: MSG\n","stream":"stdout","time":"2024-05-01T00:00:00.5Z"}`,
      { kind: 'docker', at: '2024-05-01T00:00:00.500Z', program: 'postfix/smtp', pid: 12, message: 'MSG' },
    ],
    [
      'compose',
      'postfix-mailcow-1  | May  1 00:00:00 mail postfix/smtp[12]: MSG',
      { at: AT, program: 'postfix/smtp', message: 'MSG' },
    ],
    [
      'journald short-iso',
      '2024-05-01T00:00:00+0000 mail postfix/smtp[12]: MSG',
      { at: AT, program: 'postfix/smtp', pid: 12 },
    ],
    [
      'BusyBox with a host',
      'May  1 00:00:00 mail mail.info postfix/smtp[12]: MSG',
      { at: AT, host: 'mail', program: 'postfix/smtp', message: 'MSG' },
    ],
    [
      'a listener in the name',
      'May  1 00:00:00 mail postfix/127.0.0.1:10025/smtpd[12]: MSG',
      { program: 'postfix/127.0.0.1:10025/smtpd', pid: 12, message: 'MSG' },
    ],
    [
      'no process id',
      'May  1 00:00:00 mail qmail: 1714521600.1 new msg 12',
      { program: 'qmail', pid: -1, message: '1714521600.1 new msg 12' },
    ],
    ['TAI64N', '@400000006631860a00000000 new msg 12', { kind: 'dated', at: AT, message: 'new msg 12' }],
    [
      'Exim, no syslog',
      '2024-05-01 00:00:00 1s1xOC-0Dw1m6-32 Completed',
      { kind: 'dated', at: AT, message: '1s1xOC-0Dw1m6-32 Completed' },
    ],
    [
      'Exim with a zone',
      '2024-05-01 02:00:00.250 +0200 1s1xOC-0Dw1m6-32 Completed',
      { at: '2024-05-01T00:00:00.250Z', message: '1s1xOC-0Dw1m6-32 Completed' },
    ],
    ['bare tag', 'postfix/smtp[12]: MSG', { kind: 'syslog', at: null, program: 'postfix/smtp', message: 'MSG' }],
    ['bare', 'MSG', { kind: 'bare', at: null, message: 'MSG' }],
    [
      'repeats, syslogd',
      'May  1 00:00:00 mail last message repeated 3 times',
      { repeats: 3, message: '', host: 'mail' },
    ],
    [
      'repeats, syslog-ng',
      "May  1 00:00:00 mail postfix/smtpd[1]: Last message 'lost connection afte' repeated 3 times, suppressed by syslog-ng on mail",
      { repeats: 3, message: '', program: 'postfix/smtpd' },
    ],
    [
      'a message about a message',
      'May  1 00:00:00 mail postfix/smtpd[1]: last message was lost',
      { repeats: 0, message: 'last message was lost' },
    ],
    [
      'repeats, rsyslog',
      'May  1 00:00:00 mail postfix/smtpd[1]: message repeated 2 times: [ MSG]',
      { repeats: 2, message: 'MSG', pid: 1 },
    ],
    [
      'NULs before it',
      '\u0000\u0000May  1 00:00:00 mail postfix/smtp[1234]: MSG',
      { at: AT, pid: 1234, message: 'MSG' },
    ],
    [
      'no host',
      'May  1 00:00:00 postfix/smtp[12]: 4E74613FE80: MSG',
      { at: AT, host: '', program: 'postfix/smtp', pid: 12, message: '4E74613FE80: MSG' },
    ],
    [
      'no host, no process id',
      'May  1 00:00:00 qmail: 1.1 new msg',
      { host: '', program: 'qmail', message: '1.1 new msg' },
    ],
    ['two spaces', 'May  1 00:00:00  haraka[2]: MSG', { program: 'haraka', pid: 2, message: 'MSG' }],
    [
      'a severity where the host stands (images of Postfix for Docker)',
      '2024-05-01T00:00:00+00:00 INFO    postfix/smtp[12]: MSG',
      { at: AT, host: '', program: 'postfix/smtp', pid: 12, message: 'MSG' },
    ],
    [
      'colours',
      '\u001b[36mpostfix-1  | \u001b[0mMay  1 00:00:00 mail postfix/smtp[12]: MSG\u001b[0m',
      { at: AT, host: 'mail', program: 'postfix/smtp', message: 'MSG' },
    ],
    [
      'containerd',
      '2024-05-01T00:00:00.5Z stdout F Apr 30 00:00:00 mail postfix/smtp[12]: MSG',
      { at: '2024-05-01T00:00:00.500Z', host: 'mail', program: 'postfix/smtp', pid: 12, message: 'MSG' },
    ],
    [
      'journalctl -o short-full',
      'Wed 2024-05-01 00:00:00 UTC mail postfix/smtp[12]: MSG',
      { at: AT, host: 'mail', program: 'postfix/smtp', message: 'MSG' },
    ],
    [
      'journalctl -o short-unix',
      '1714521600.000000 mail postfix/smtp[12]: MSG',
      { at: AT, host: 'mail', program: 'postfix/smtp', message: 'MSG' },
    ],
    [
      'a year after the time',
      'Wed May  1 00:00:00 2024 mail postfix/smtp[12]: MSG',
      { at: AT, host: 'mail', program: 'postfix/smtp', message: 'MSG' },
    ],
    [
      'metalog',
      'May  1 00:00:00 [postfix/smtp] 4E74613FE80: [a] MSG',
      { kind: 'syslog', at: AT, host: '', program: 'postfix/smtp', pid: -1, message: '4E74613FE80: [a] MSG' },
    ],
    [
      'brackets that hold no name',
      'May  1 00:00:00 [12] [INFO] MSG',
      { kind: 'dated', at: AT, program: '', message: '[12] [INFO] MSG' },
    ],
    [
      "an exception's name behind a severity is no program",
      '2024-05-01T00:00:00.000Z ERROR EOFError: end of file reached',
      { kind: 'dated', at: AT, program: '', message: 'ERROR EOFError: end of file reached' },
    ],
    [
      'Solaris message ids',
      'May  1 00:00:00 mail sendmail[12]: [ID 801593 mail.info] MSG',
      { at: AT, program: 'sendmail', pid: 12, message: 'MSG' },
    ],
    [
      'JSON of rsyslog and Vector',
      '{"timestamp":"2024-05-01T00:00:00Z","hostname":"mail","appname":"postfix/smtp","procid":"12","message":"MSG"}',
      { at: AT, host: 'mail', program: 'postfix/smtp', pid: 12, message: 'MSG' },
    ],
    [
      'JSON of Filebeat around a whole line',
      '{"@timestamp":"2024-05-01T00:00:00Z","message":"Apr 30 00:00:00 mail postfix/smtp[12]: MSG"}',
      { at: AT, host: 'mail', program: 'postfix/smtp', pid: 12, message: 'MSG' },
    ],
    [
      'JSON of no log',
      '{"message":"MSG","host":"x"}',
      { kind: 'bare', host: '', message: '{"message":"MSG","host":"x"}' },
    ],
    ['BOM before it', '\u00ef\u00bb\u00bfMay  1 00:00:00 mail postfix/smtp[1234]: MSG', { at: AT, pid: 1234 }],
  ]
  for (const [name, line, expected] of cases) test(name, () => expect(framed(line)).toMatchObject(expected))
})

test('a New Year in a log without years', () => {
  const frames = openFrames({ calendar: utcCalendar, notAfterMs: Date.UTC(2024, 0, 3) })
  const times = ['Dec 31 23:59:59', 'Jan  1 00:00:01', 'Dec 31 23:59:58', 'Jan  1 00:00:02'].map((stamp) =>
    new Date(frames.line(`${stamp} mail postfix/smtp[1]: x`).atMs).toISOString().slice(0, 10),
  )
  expect(times).toEqual(['2023-12-31', '2024-01-01', '2023-12-31', '2024-01-01'])
})

test('the last line, where it is known, dates the first', () => {
  const options = { calendar: utcCalendar, notAfterMs: Date.UTC(2024, 10, 23), lastMonth: 0 }
  expect(new Date(openFrames(options).line('Dec 30 00:00:00 mail postfix/smtp[1]: x').atMs).getUTCFullYear()).toBe(2023)
})

test.each([
  ['a weekday and UTC', 'Wed 2024-05-01 00:00:00 UTC mail postfix/smtp[12]: MSG'],
  ['a zone before a stamp that has none', '2024-05-01T00:00:00Z May  1 02:00:05 mail postfix/smtp[12]: MSG'],
  ['no zone before a stamp that has one', 'May  1 02:00:09 relay 2024-05-01T00:00:00Z mail postfix/smtp[12]: MSG'],
])('a zone that stands in the line outweighs the calendar: %s', (_what, line) => {
  expect(framed(line, { ...OPTIONS, calendar: offsetCalendar(120) })).toMatchObject({ at: AT, program: 'postfix/smtp' })
})

test('stamps without a zone are wall-clock time of the calendar given', () => {
  const options = { ...OPTIONS, calendar: offsetCalendar(120) }
  expect(framed('May  1 00:00:00 mail postfix/smtp[1]: x', options)).toMatchObject({ at: '2024-04-30T22:00:00.000Z' })
})

test('a clock that jumps back stays in its minute, second by second', () => {
  const frames = openFrames(OPTIONS)
  const seconds = ['10', '11', '09', '10'].map((second) => {
    const line = `May  1 00:00:${second} mail postfix/smtp[1]: x`
    return new Date(frames.inBlock(Buffer.from(line), line, 0, line.length).atMs).getUTCSeconds()
  })
  expect(seconds).toEqual([10, 11, 9, 10])
})

test('no line makes a frame reader throw', () => {
  const frames = openFrames(OPTIONS)
  const pieces = fc.constantFrom(
    'May  1 00:00:00 ',
    '<22>',
    '1 ',
    '2024-05-01T00:00:00',
    '{"MESSAGE":',
    '[',
    ']',
    ': ',
    '@4000',
    ' | ',
    '-',
    '\u0000',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 }))), (parts) => {
      const line = Buffer.from(parts.join(''), 'utf8').toString('latin1')
      expect(frames.line(line)).toBeDefined()
      expect(frames.inBlock(Buffer.from(line, 'latin1'), line, 0, line.length)).toBeDefined()
    }),
    { numRuns: 500 },
  )
})

test.each([
  [
    '2024-05-01 00:00:04 unexpected disconnection from (x) [198.51.100.2]',
    'unexpected disconnection from (x) [198.51.100.2]',
  ],
  ['2024-05-01 00:00:04', ''],
  ['no stamp and no program', 'no stamp and no program'],
])('what no common head fits stays where it stands in the block: %s', (line, message) => {
  const block = `before\n${line}\nafter`
  const octets = Buffer.from(block, 'latin1')
  const frame = openFrames(OPTIONS).inBlock(octets, block, 7, 7 + line.length)
  frame.locate()
  expect(frame.octets).toBe(octets)
  expect(octets.toString('latin1', frame.from, frame.to)).toBe(message)
  expect(frame.message).toBe(message)
})

test('a message that was changed on its way is found in octets of its own', () => {
  const line = '\u001b[31m2024-05-01 00:00:04 red\u001b[0m'
  const octets = Buffer.from(line, 'latin1')
  const frame = openFrames(OPTIONS).inBlock(octets, line, 0, line.length)
  frame.locate()
  expect(frame.octets).not.toBe(octets)
  expect(frame.message).toBe('red')
  expect(Buffer.from(frame.octets).toString('latin1', frame.from, frame.to)).toBe('red')
})

/** As Go writes JSON: marks of HTML are escapes. */
const byDocker = (log: string): string =>
  JSON.stringify({ log, stream: 'stdout', time: '2024-05-01T00:00:09.5Z' }).replaceAll(
    /[<>&]/g,
    (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
  )

test("what Docker's driver escaped is read the same by the quick way and by the slow one", () => {
  const text = fc.array(
    fc.constantFrom('a@b', '<', '>', '&', '"', '\\', '\t', 'é', ' ', '\u0001', '\\u003c', '\r\n', 'x'),
  )
  fc.assert(
    fc.property(text, (parts) => {
      framed(Buffer.from(byDocker(`May  1 00:00:01 mail postfix/smtp[1]: ${parts.join('')}\n`)).toString('latin1'))
    }),
    { numRuns: 300 },
  )
})

test('lines of a container and others by turns are each found in their own octets', () => {
  const lines = [
    byDocker('May  1 00:00:01 mail postfix/smtp[1]: to=<a@b>\n'),
    'May  1 00:00:02 mail postfix/smtp[2]: ONE',
  ]
  const block = lines.join('\n')
  const octets = Buffer.from(block, 'latin1')
  const frames = openFrames(OPTIONS)
  const inner = frames.inBlock(octets, block, 0, lines[0]?.length ?? 0)
  expect(Buffer.from(inner.octets).toString('latin1', inner.from, inner.to)).toBe('to=<a@b>')
  expect(wholeLine(inner)).toBe(lines[0])
  const next = frames.inBlock(octets, block, (lines[0]?.length ?? 0) + 1, block.length)
  expect(next.octets).toBe(octets)
  expect(next.message).toBe('ONE')
})

test.each([
  '2024-05-01T00:00:01.250Z,conn,08DC,3,192.0.2.1:1,192.0.2.2:25,<,250 ok,',
  '2024-05-01T00:00:01+02:00,conn',
  '2024-05-01T00:00:01,250 text',
])('a row that begins with a stamp: %s', (row) => {
  const frames = openFrames(OPTIONS)
  for (let times = 0; times < 2; times++) {
    const frame = frames.inBlock(Buffer.from(row), row, 0, row.length)
    const { kind, atMs, message } = frame
    const { kind: slowKind, atMs: slowMs, message: slowMessage } = openFrames(OPTIONS).line(row)
    expect([kind, atMs, message]).toEqual([slowKind, slowMs, slowMessage])
  }
})
