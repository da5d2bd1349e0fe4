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
