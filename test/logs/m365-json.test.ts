import { describe, expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

type Row = Readonly<Record<string, string | number>>

/** As `Get-MessageTraceV2` names its properties. */
const TRACES: readonly Row[] = [
  ['<1@c.example>', 'b@three.example', 'Hi', 'Delivered', '203.0.113.1', 'g-1'],
  ['<2@c.example>', 'B@Dead.example', 'Re: x, "y"; {z}', 'Failed', '', 'g-2'],
  ['<3@c.example>', 'p@slow.example', 'Grüße [1]', 'Pending', '', 'g-3'],
  ['<4@c.example>', 'a@c.example', '{"Status":"Failed"}', 'FilteredAsSpam', '', 'g-4'],
  ['<5@c.example>', 'list@c.example', '', 'Expanded', '', 'g-5'],
  ['<6@c.example>', 'q@c.example', '', 'Quarantined', '', 'g-6'],
  ['<7@c.example>', 'late@c.example', '', 'GettingStatus', '', 'g-7'],
].map(([MessageId = '', RecipientAddress = '', Subject = '', Status = '', ToIP = '', MessageTraceId = ''], index) => ({
  MessageId,
  Received: `2026-06-13T10:30:0${index}.5`,
  SenderAddress: 'a@c.example',
  RecipientAddress,
  Subject,
  Status,
  ToIP,
  FromIP: '192.0.2.1',
  Size: 4_567 + index,
  MessageTraceId,
}))

const DETAILS: readonly Row[] = [
  ['Receive', 'Message received by: AM0PR01MB1'],
  [
    'Defer',
    '[{LED=451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect -> SocketConnectionRefused: Socket error code 10061};{MSG=};{FQDN=mx.dead.example};{IP=203.0.113.9};{LRT=10/1/2026 8:00:02 AM}]',
  ],
  ['Send external', 'Message sent to mx.three.example at 203.0.113.1 using TLS1.2'],
  [
    'Fail',
    'Reason: [{LED=550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient d@three.example not found};{MSG=};{FQDN=}]',
  ],
].map(([Event = '', Detail = ''], index) => ({
  MessageTraceId: `g-${index}`,
  Date: `2026-10-01T08:00:0${index}`,
  Event,
  Action: '',
  Detail,
  Data: '<root/>',
  SenderAddress: 'a@c.example',
  RecipientAddress: `r${index}@three.example`,
}))

const csv = (rows: readonly Row[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','))
    .join('\r\n')

/** Windows PowerShell writes a time as milliseconds, within an object where it was given another display. */
const windows = (row: Row): object => {
  const time = 'Received' in row ? 'Received' : 'Date'
  const atMs = Date.parse(`${String(row[time])}Z`)
  const date = `/Date(${atMs})/`
  return { ...row, [time]: atMs % 2_000 < 1_000 ? date : { value: date, DisplayHint: 2, DateTime: 'Saturday' } }
}
const escaped = (json: string): string => json.replaceAll('/Date(', '\\/Date(').replaceAll(')/', ')\\/')

/** As Microsoft Graph names them. */
const graph = ({ MessageTraceId, Received, Status, ...row }: Row): object => ({
  '@odata.type': '#microsoft.graph.exchangeMessageTrace',
  id: MessageTraceId,
  ...Object.fromEntries(
    Object.entries(row).map(([name, value]) => [`${name[0]?.toLowerCase()}${name.slice(1)}`, value]),
  ),
  receivedDateTime: `${String(Received)}Z`,
  status: `${String(Status)[0]?.toLowerCase()}${String(Status).slice(1)}`,
})
const answer = (value: readonly object[]): object => ({ '@odata.context': 'https://c.example/$metadata', value })
const outcomes = (text: string | Buffer) => {
  const { attempts, document } = analyseText(text)
  return { attempts, unknown: document.lines.unknown, period: document.period, byMx: document.byMx, tls: document.tls }
}
const lines = (values: readonly object[]): string => values.map((value) => JSON.stringify(value)).join('\n')
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('a message trace in JSON tells what the same trace tells in CSV', () => {
  const forms: readonly (readonly [string, (rows: readonly Row[]) => string | Buffer])[] = [
    ['an array, indented', (rows) => JSON.stringify(rows, null, 2)],
    ['an array, CR LF', (rows) => JSON.stringify(rows, null, 4).replaceAll('\n', '\r\n')],
    ['an array in one line', (rows) => JSON.stringify(rows)],
    ['an array in UTF-16', (rows) => utf16(JSON.stringify(rows, null, 2))],
    ['one object a line', lines],
    ['one object a line, CR LF, with a mark', (rows) => `\ufeff${lines(rows).replaceAll('\n', '\r\n')}\r\n`],
    ['objects behind each other, indented', (rows) => rows.map((row) => JSON.stringify(row, null, 2)).join('\n')],
    ['Windows PowerShell', (rows) => escaped(JSON.stringify(rows.map(windows), null, 4))],
    ['Windows PowerShell, one line each', (rows) => escaped(lines(rows.map(windows)))],
    ['the reporting web service', (rows) => escaped(JSON.stringify({ d: { results: rows.map(windows) } }))],
  ]
  test.each(forms)('%s', (_, written) => {
    for (const rows of [TRACES, DETAILS]) {
      expect(outcomes(written(rows))).toEqual(outcomes(csv(rows)))
      expect(outcomes(csv(rows)).attempts).toHaveLength(3)
    }
  })

  const answers: readonly (readonly [string, (rows: readonly object[]) => string])[] = [
    ['indented', (rows) => JSON.stringify(answer(rows), null, 2)],
    ['in one line', (rows) => JSON.stringify(answer(rows))],
    ['two pages', (rows) => lines([answer(rows.slice(0, 4)), answer(rows.slice(4))])],
    ['its objects alone', lines],
  ]
  test.each(answers)('Graph: %s', (_, written) => {
    expect(outcomes(written(TRACES.map(graph)))).toEqual(outcomes(csv(TRACES)))
  })
})

test('an answer of Graph with one trace, an object of PowerShell', () => {
  for (const one of TRACES.slice(0, 3))
    for (const text of [answer([graph(one)]), one, [one]].flatMap((value) => [
      JSON.stringify(value),
      JSON.stringify(value, null, 2),
    ]))
      expect(outcomes(text)).toEqual(outcomes(csv([one])))
})

test('more traces than one record may be long, in one answer', () => {
  const many = Array.from({ length: 3_000 }, (_, index) => graph({ ...TRACES[1], MessageTraceId: `g-${index}` }))
  expect(analyseText(JSON.stringify(answer(many), null, 2)).document.attempts.bounced).toBe(3_000)
})

test.each([
  ['a record of something else', '{"senderAddress":"a@c.example","recipientAddress":"b@c.example","amount":5}'],
  ['no object', '["SenderAddress","RecipientAddress","Status"]'],
  ['cut', '{"SenderAddress":"a@c.example","RecipientAddress":"b@c.example","Status":"Fail'],
  ['without a time', '{"SenderAddress":"a@c.example","RecipientAddress":"b@c.example","Status":"Failed"}'],
])('no trace: %s', (_, text) => {
  expect(analyseText(text).document.attempts).toEqual({ sent: 0, deferred: 0, bounced: 0, expired: 0 })
})
