import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const FIELDS =
  '#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,schema-version'

interface Event {
  readonly event: string
  readonly source?: string
  readonly context?: string
  readonly recipients?: string
  readonly status?: string
  readonly version?: string
}

const row = ({ event, source = '', context = '', recipients = '', status = '', version = '15.02.1544.004' }: Event) =>
  `2024-05-01T08:00:00.000Z,,,,EX01,"${context}",,${source},${event},1,<1@h.example>,n1,${recipients},"${status}",4096,1,${version}`

const tracked = (...events: readonly Event[]) =>
  analyseText([FIELDS, ...events.map((event) => row(event))].join('\r\n'))

test('a status that says how a recipient was addressed is no reason: the context is', () => {
  const { attempts, document } = tracked({
    event: 'SUBMITFAIL',
    source: 'STOREDRIVER',
    context: '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found',
    recipients: 'a@x.example;b@x.example;c@x.example',
    status: 'To;Cc;Bcc',
  })
  expect(attempts.map(({ recipient, dsn }) => [recipient, dsn])).toEqual(
    ['a', 'b', 'c'].map((name) => [`${name}@x.example`, '5.1.1']),
  )
  expect(document.bySymptom).toEqual({ 'recipient.unknown': 3 })
})

test.each([
  '550 4.4.7 QUEUE.Expired;message expired',
  '550 4.4.7 QUEUE.Expired; the queue gave up',
  '550 4.4.7 QUEUE.Expired',
  '[{LED=550 4.4.7 QUEUE.Expired; zu alt};{MSG=};{FQDN=};{IP=};{LRT=}]',
])('a message that its queue gave up is expired, whatever text follows: %s', (status) => {
  const { document } = tracked({ event: 'FAIL', source: 'QUEUE', recipients: 'a@x.example;b@x.example', status })
  expect(document.attempts).toEqual({ sent: 0, deferred: 0, bounced: 0, expired: 2 })
})

test('each recipient has the status in its place', () => {
  const { attempts } = tracked({
    event: 'FAIL',
    source: 'SMTP',
    recipients: 'a@x.example;b@x.example',
    status: '550 5.1.1 no; such user;552 5.2.2 full',
  })
  expect(attempts.map(({ dsn }) => dsn)).toEqual(['5.1.1', '5.2.2'])
})

test('a message of a mailbox is queued once: what the submission service takes, the transport service takes from it', () => {
  const taken: readonly Event[] = [
    { event: 'RECEIVE', source: 'STOREDRIVER', recipients: 'a@x.example', status: 'To' },
    { event: 'SUBMIT', source: 'STOREDRIVER', recipients: 'a@x.example' },
    { event: 'RECEIVE', source: 'SMTP', recipients: 'a@x.example' },
  ]
  expect(tracked(...taken).document.queue.queued).toBe(1)
  // Until 2010 the transport service took it from the mailbox itself.
  const [first, ...others] = taken.map((event) => ({ ...event, version: '' }))
  expect(first === undefined ? 0 : tracked(first, ...others.slice(0, 1)).document.queue.queued).toBe(1)
})

/** As `Get-MessageTrackingLog` names its properties, of which JSON keeps the lists. */
const EXPORTED = [
  { EventId: 'RECEIVE', Source: 'SMTP', Recipients: ['a@x.example', 'b@x.example'], RecipientStatus: [] },
  {
    EventId: 'FAIL',
    Source: 'SMTP',
    Recipients: ['a@x.example', 'b@x.example'],
    RecipientStatus: [
      '[{LRT=};{LED=550 5.1.1 no; such user};{FQDN=mx.x.example};{IP=203.0.113.9}]',
      '[{LRT=};{LED=552 5.2.2 mailbox full};{FQDN=mx.x.example};{IP=203.0.113.9}]',
    ],
  },
  {
    EventId: 'SEND',
    Source: 'SMTP',
    Recipients: ['c@y.example'],
    RecipientStatus: ['250 2.1.5 Ok'],
    ServerHostname: 'mx.y.example',
    ServerIp: '203.0.113.7',
  },
].map((event, index) => ({
  PSComputerName: 'ex01',
  Timestamp: `2026-11-28T08:14:0${index}.1234567Z`,
  ClientIp: '',
  SourceContext: '',
  InternalMessageId: 1 + index,
  MessageId: `<${index}@h.example>`,
  TotalBytes: 4096,
  EventData: [{ Key: 'DeliveryPriority', Value: 'Normal' }],
  ...event,
}))
const ofWindows = EXPORTED.map((event) => ({ ...event, Timestamp: `/Date(${Date.parse(event.Timestamp)})/` }))

test.each([
  ['as PowerShell indents it', JSON.stringify(EXPORTED, null, 2)],
  ['with Windows PowerShell’s times', JSON.stringify(ofWindows, null, 4)],
  ['compressed', JSON.stringify(EXPORTED)],
  ['one object a line', EXPORTED.map((event) => JSON.stringify(event)).join('\n')],
])('message tracking in JSON, %s', (_, text) => {
  const { attempts, document } = analyseText(text)
  expect(attempts.map(({ recipient, status, mx, dsn }) => [recipient, status, mx, dsn])).toEqual([
    ['a@x.example', 'bounced', 'mx.x.example', '5.1.1'],
    ['b@x.example', 'bounced', 'mx.x.example', '5.2.2'],
    ['c@y.example', 'sent', 'mx.y.example', '2.1.5'],
  ])
  expect(document.queue.queued).toBe(1)
  expect(document.lines).toMatchObject({ unknown: 0 })
  expect(attempts[0]?.at).toBe('2026-11-28T08:14:01.123Z')
})

test('one event alone in JSON', () => {
  const { attempts } = analyseText(JSON.stringify(EXPORTED[1], null, 2))
  expect(attempts.map(({ dsn }) => dsn)).toEqual(['5.1.1', '5.2.2'])
})

test('an export where the comma writes decimals, with German times', () => {
  const { attempts, document } = analyseText(
    [
      '"Timestamp";"ClientIp";"Source";"EventId";"MessageId";"Recipients";"RecipientStatus"',
      '"30.11.2026 08:00:01";"192.0.2.25";"SMTP";"SEND";"<x@home.example>";"b@there.example;e@there.example";"250 2.1.5 Ok;250 2.1.5 Ok"',
      '"30.11.2026 08:00:03";"192.0.2.25";"SMTP";"FAIL";"<x@home.example>";"d@no.example";"550 5.1.1 User unknown, sorry"',
    ].join('\r\n'),
  )
  expect(attempts.map(({ recipient, status, at }) => [recipient, status, at?.slice(0, 10)])).toEqual([
    ['b@there.example', 'sent', '2026-11-30'],
    ['e@there.example', 'sent', '2026-11-30'],
    ['d@no.example', 'bounced', '2026-11-30'],
  ])
  expect(document.lines.unknown).toBe(0)
})

test('a list that PowerShell put into a string', () => {
  const { attempts } = analyseText(
    [
      '"Timestamp","EventId","Source","Recipients","RecipientStatus","MessageId"',
      '"11/30/2026 8:00:01 AM","SEND","SMTP","b@there.example e@there.example","250 2.1.5 Ok","<x@home.example>"',
      '"11/30/2026 8:00:02 AM","SEND","SMTP","""odd name""@there.example","250 2.1.5 Ok","<x@home.example>"',
    ].join('\r\n'),
  )
  expect(attempts.map(({ recipient }) => recipient)).toEqual([
    'b@there.example',
    'e@there.example',
    '"odd name"@there.example',
  ])
})
