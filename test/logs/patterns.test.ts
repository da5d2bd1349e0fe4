import { describe, expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'
import { lines, type Delivery } from './deliveries.ts'

const BODY = 'conversation with H[A] timed out while sending message body'
const BANNER = 'lost connection with H[A] while receiving the initial server greeting'

function calm(minutes: number, more: Partial<Delivery> = {}): Delivery[] {
  return Array.from({ length: minutes }, (_, minute) => ({ minute, domain: `d${minute % 7}.example`, ...more }))
}

describe('incidents', () => {
  test('an outage of one destination: when, what, who, and that the others went on', () => {
    const outage = Array.from({ length: 60 }, (_, index) => ({
      minute: 300 + index,
      domain: 'sick.example',
      fails: BANNER,
    }))
    const { document } = analyseText(lines([...calm(600), ...outage].sort((a, b) => a.minute - b.minute)))
    expect(document.incidents).toMatchObject([
      {
        start: '2024-05-01T05:00:00.000Z',
        end: '2024-05-01T06:00:00.000Z',
        open: false,
        symptom: 'drop.lost',
        stage: 'banner',
        failures: 60,
        destinations: ['sick.example'],
        scope: 'one-destination',
      },
    ])
    expect(document.patterns.map(({ pattern }) => pattern)).toContain('only-one-destination')
    expect(document.next[0]).toMatch(/^hangup diagnose sick\.example --symptom '/)
    expect(document.next.length).toBeLessThanOrEqual(5)
  })

  test('everybody from one moment to the end of the log', () => {
    const outage = Array.from({ length: 120 }, (_, index) => ({
      minute: 480 + index,
      domain: `d${index % 7}.example`,
      fails: BANNER,
    }))
    const { document } = analyseText(lines([...calm(480), ...outage]))
    expect(document.incidents[0]).toMatchObject({
      start: '2024-05-01T08:00:00.000Z',
      open: true,
      scope: 'all-destinations',
    })
    expect(document.patterns.map(({ pattern }) => pattern)).toEqual(
      expect.arrayContaining(['all-destinations', 'since']),
    )
  })

  test('a steady trickle of failures is none', () => {
    const trickle = Array.from({ length: 60 }, (_, index) => ({
      minute: index * 10,
      domain: `d${index % 7}.example`,
      fails: BANNER,
    }))
    expect(
      analyseText(lines([...calm(600), ...trickle].sort((a, b) => a.minute - b.minute))).document.incidents,
    ).toEqual([])
  })
})

describe('patterns', () => {
  const has = (deliveries: readonly Delivery[], wanted: string) =>
    analyseText(lines(deliveries)).document.patterns.filter(({ pattern }) => pattern === wanted)

  test('only large messages, by the sizes that the queue told', () => {
    const large = Array.from({ length: 12 }, (_, index) => ({
      minute: index * 37,
      domain: `d${index % 7}.example`,
      size: 300_000,
      fails: BODY,
    }))
    expect(has([...calm(300), ...large], 'only-large')).toMatchObject([
      { symptom: 'drop.timeout', stage: 'body', count: 12 },
    ])
  })

  test('sizes of every kind fail: not "only large"', () => {
    const mixed = Array.from({ length: 12 }, (_, index) => ({
      minute: index * 37,
      domain: `d${index % 7}.example`,
      size: 500 * 3 ** (index % 6),
      fails: BODY,
    }))
    expect(has([...calm(300), ...mixed], 'only-large')).toEqual([])
  })

  test('only over IPv6, while IPv4 delivers', () => {
    const six = Array.from({ length: 8 }, (_, index) => ({
      minute: index * 37,
      domain: `d${index % 7}.example`,
      address: '2001:db8::2',
      fails: BANNER,
    }))
    expect(has([...calm(100), ...six], 'only-ipv6')).toMatchObject([{ count: 8, of: 8 }])
  })

  test('one MX of a domain, while the other takes its mail', () => {
    const bad = Array.from({ length: 6 }, (_, index) => ({
      minute: index * 37,
      domain: 'two.example',
      mx: 'mx1.two.example',
      fails: BANNER,
    }))
    const good = calm(20, { domain: 'two.example', mx: 'mx2.two.example' })
    expect(has([...good, ...bad], 'only-one-mx')).toMatchObject([{ count: 6, of: 26 }])
  })

  test('the clock of a timer', () => {
    const timed = Array.from({ length: 10 }, (_, index) => ({
      minute: index * 37,
      domain: 'd1.example',
      delays: '1/0/0.4/180',
      fails: BODY,
    }))
    expect(analyseText(lines(timed)).document.clock).toEqual([
      { symptom: 'drop.timeout', stage: 'body', seconds: 180, count: 10, of: 10 },
    ])
  })
})

test('commands for a shell hold nothing of the log that a shell would read', () => {
  const reason = "host mx[203.0.113.2] said: 550 5.7.1 '; rm -rf / #\u001b[2J` $(id) (in reply to RCPT TO command)"
  const evil = lines([{ minute: 1, domain: '$(id).example', fails: reason }])
  const { document } = analyseText(evil)
  const [command = ''] = document.next
  expect(command).toMatch(/^hangup explain '/)
  expect(command).not.toContain('\u001b')
  expect(command.slice('hangup explain '.length).replaceAll(`'\\''`, '')).toMatch(/^'[^']*'$/)
})

describe('every so many seconds', () => {
  const failing = (index: number, id: string): string =>
    `2024-05-01T00:${String(index * 5).padStart(2, '0')}:00+00:00 m postfix/smtp[9]: ${id}: to=<u@sick.example>, relay=mx.sick.example[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=4.4.2, status=deferred (lost connection with mx.sick.example[192.0.2.1] while sending RCPT TO)`
  const periodic = (id: (index: number) => string) =>
    analyseText(
      Array.from({ length: 12 }, (_, index) => failing(index, id(index))).join('\n'),
    ).document.patterns.filter(({ pattern }) => pattern === 'periodic')

  test('one message after the other fails in a beat', () => {
    expect(periodic((index) => `4DCnd66Hyz${'BCDFGHJKLMNP'[index]}`)).toMatchObject([{ detail: 'every 300 s' }])
  })

  test('a message that our own queue tries again and again tells only of our queue', () => {
    expect(periodic(() => '4DCnd66HyzB')).toEqual([])
  })
})
