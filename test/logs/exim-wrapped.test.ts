import { describe, expect, test } from 'vitest'
import { eximLog, eximLog496 } from '../generators/exim-log.ts'
import { writeMtaLog } from '../generators/mta-log.ts'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'

interface OwnLine {
  readonly atMs: number
  readonly text: string
}

/** What a daemon says before it has any message, one line of each kind of event among it. */
const BEFORE_ANY_MESSAGE = [
  'Warning: purging the environment.',
  'exim 4.98 daemon started: pid=1, -q20s, listening for SMTP on [192.0.2.1]:25',
  'daemon_notifier_socket bind: Address already in use',
  'socket bind() to port 25 for address 192.0.2.1 failed: Address already in use: waiting 30s before trying again (9 more tries)',
  'H=(r.example) [198.51.100.1] F=<x@s.example> rejected RCPT <y@ok.example>: relay not permitted',
  'unexpected disconnection while reading SMTP command from (r.example) [198.51.100.2] D=1s',
  'plain authenticator failed for (r.example) [198.51.100.3]: 535 Incorrect authentication data (set_id=a)',
  'TLS error on connection from (r.example) [198.51.100.4] (SSL_accept): error:0A000102:SSL routines::unsupported protocol',
]

const iso = ({ atMs }: OwnLine): string => new Date(atMs).toISOString()
const own = ({ atMs, text }: OwnLine): string =>
  `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} ${text}`
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
const each =
  (write: (line: OwnLine, index: number) => string) =>
  (lines: readonly OwnLine[]): string =>
    lines.map((line, index) => `${write(line, index)}\n`).join('')
const json = (write: (line: OwnLine, index: number) => object): ((lines: readonly OwnLine[]) => string) =>
  each((line, index) => JSON.stringify(write(line, index)))

/** Nothing in these names the program. */
const FORMS: readonly (readonly [string, (lines: readonly OwnLine[]) => string])[] = [
  ['docker json-file', json((line) => ({ log: `${own(line)}\n`, stream: 'stdout', time: iso(line) }))],
  ['Filebeat', json((line, index) => ({ '@timestamp': iso(line), message: own(line), log: { offset: index } }))],
  ['Vector', json((line) => ({ file: '/var/log/exim/mainlog', message: own(line), timestamp: iso(line) }))],
  ['Splunk', json((line, offset) => ({ preview: false, offset, result: { _raw: own(line), _time: iso(line) } }))],
  ['Splunk CSV', (lines) => `_time,_raw,host\n${each((line) => `${iso(line)},${cell(own(line))},h`)(lines)}`],
  [
    'Graylog CSV',
    (lines) =>
      `"timestamp","source","message"\n${each((line) => [iso(line), 'h', own(line)].map(cell).join(','))(lines)}`,
  ],
  [
    'CloudWatch',
    (lines) => JSON.stringify({ events: lines.map((line) => ({ timestamp: line.atMs, message: own(line) })) }),
  ],
  [
    'CloudWatch Insights',
    (lines) => `@timestamp,@message\n${each((line) => `${iso(line).slice(0, -1)},${cell(own(line))}`)(lines)}`,
  ],
  [
    'Google, an array',
    (lines) => JSON.stringify(lines.map((line) => ({ insertId: 'i', textPayload: own(line), timestamp: iso(line) }))),
  ],
  [
    'Loki',
    (lines) =>
      JSON.stringify({
        data: { result: [{ stream: { job: 'm' }, values: lines.map((line) => [`${line.atMs}000000`, own(line)]) }] },
      }),
  ],
  [
    'Elastic',
    (lines) =>
      JSON.stringify({
        hits: { hits: lines.map((line) => ({ _source: { '@timestamp': iso(line), message: own(line) } })) },
      }),
  ],
  [
    "journald's export",
    each((line) => `__REALTIME_TIMESTAMP=${line.atMs}000\nSYSLOG_IDENTIFIER=logger\nMESSAGE=${own(line)}\n`),
  ],
  ['fluentd out_file', each((line) => `${iso(line)}\tmail.log\t${JSON.stringify({ message: own(line) })}`)],
  [
    'fluentd out_file, a zone',
    each((line) => `${iso(line).slice(0, 19)}+00:00\texim.main\t${JSON.stringify({ log: own(line) })}`),
  ],
  ['Fluent Bit', each((line) => `[0] tail.0: [[${line.atMs / 1000}, {}], ${JSON.stringify({ log: own(line) })}]`)],
  ['a container (CRI)', each((line) => `${iso(line)} stdout F ${own(line)}`)],
]

describe.each([
  ['ids of 23 characters', eximLog],
  ['ids of 16', eximLog496],
])("Exim's own log, handed on in records that name no program: %s", (_, dialect) => {
  const lines: OwnLine[] = BEFORE_ANY_MESSAGE.map((text, index) => ({
    atMs: Date.UTC(2024, 3, 30, 23, 59, index),
    text,
  }))
  writeMtaLog(
    dialect,
    (atMs, text) => (lines.push({ atMs, text }), text),
    { seed: 61, messages: 60 },
    () => undefined,
  )
  const told = (text: string, chunkBytes?: number): object => ({
    ...counted(analyseText(text, {}, chunkBytes).document),
    lines: 0,
  })
  const truth = told(each(own)(lines))

  test('is known by its words', () => {
    expect(truth).toMatchObject({
      unknown: 0,
      server: { rejected: 1, authFailed: 1, tlsAcceptFailed: 1 },
    })
  })

  test.each(FORMS)('%s', (_name, written) => {
    expect(told(written(lines))).toEqual(truth)
    expect(told(written(lines), 4_097)).toEqual(truth)
  })
})

test.each([
  ['compose', 'mail-1  | '],
  ['compose with times', 'mail-1  | 2026-11-30T12:00:00.123456789Z '],
  ['syslog', '<22>1 2026-11-30T11:45:44.000001Z mx21 exim 77 - [meta sequenceId="1"] '],
])('the warning of every start, handed on by %s', (_what, head) => {
  const warning = ['2026-11-30 11:45:43 Warning: purging the environment.', ' Suggested action: use keep_environment.']
  const { unknown } = analyseText(warning.map((line) => `${head}${line}\n`).join(''))
  expect(unknown).toEqual([])
})
