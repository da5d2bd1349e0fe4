import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writePostfixLog } from '../generators/postfix-log.ts'
import { analyseText } from './analyse-text.ts'

const SENT =
  'May  1 00:00:00 mail postfix/smtp[9]: 4DCnd66Hyz1XPW: to=<a@there.example>, relay=mx.there.example[203.0.113.2]:25, delay=1, delays=0.1/0/0.5/0.4, dsn=2.0.0, status=sent (250 ok)'
const LOST = SENT.replace(
  'dsn=2.0.0, status=sent (250 ok)',
  'dsn=4.4.2, status=deferred (lost connection with mx.there.example[203.0.113.2] while sending RCPT TO)',
)

const MTA = new URL('../../src/mta/', import.meta.url)
const SAMPLES = readdirSync(MTA, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('samples/') && !path.endsWith('.md'))
  .map((path) => readFileSync(new URL(path, MTA)))

describe('text that a log should not hold', () => {
  test('a line of ten megabytes is one line, and the next is read', () => {
    const { document } = analyseText(`${SENT} ${'x'.repeat(10_000_000)}\n${SENT}\n`)
    expect(document.lines).toMatchObject({ read: 2, cut: 1 })
    expect(document.attempts.sent).toBe(2)
  })

  test('ten megabytes without an end of line are one line', () => {
    expect(analyseText(Buffer.alloc(10_000_000, 120)).document.lines).toMatchObject({ read: 1, unknown: 1, cut: 1 })
  })

  test('NULs before a line, as a crash leaves them', () => {
    expect(analyseText(`${'\0'.repeat(4_096)}${SENT}\n`).document.attempts.sent).toBe(1)
  })

  test('octets that are no UTF-8 are kept as latin1', () => {
    const line = Buffer.concat([
      Buffer.from(SENT.replace('(250 ok)', '(250 gr')),
      Buffer.from([0xfc, 0xdf]),
      Buffer.from('e)\n'),
    ])
    expect(analyseText(line).document.attempts.sent).toBe(1)
  })

  test('names in UTF-8 come out as text', () => {
    const { document } = analyseText(`${SENT.replace('a@there.example', 'jörg@bücher.example')}\n`)
    expect(document.byDestination[0]?.domain).toBe('bücher.example')
  })

  test('an escape that is no colour is no reason to look for colours again and again', () => {
    expect(analyseText(`\u001b[\u0001 x\n\u001b[\u0002 y\n`).document.lines).toMatchObject({ read: 2, unknown: 2 })
  })

  test('byte order marks and NULs by turns before a line', () => {
    const marks = '\u00ef\u00bb\u00bf\0'.repeat(14_000)
    expect(analyseText(Buffer.from(`${marks}${SENT}\n`, 'latin1')).document.lines.read).toBe(1)
  })

  test('CR LF, empty lines, a half line at the end', () => {
    const { document } = analyseText(`${SENT}\r\n\r\n\n${LOST}\r\n${SENT.slice(0, 90)}`)
    expect(document.lines).toMatchObject({ read: 3, understood: 2, unknown: 1 })
    expect(document.attempts).toMatchObject({ sent: 1, deferred: 1 })
  })

  test('UTF-16 with a byte order mark', () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${SENT}\r\n${LOST}\r\n`, 'utf16le')])
    expect(analyseText(text, {}, 4_097).document.attempts).toMatchObject({ sent: 1, deferred: 1 })
  })

  test.each(['utf16le', 'utf16be'])('%s without a byte order mark', (form) => {
    const text = Buffer.from(`${SENT}\r\n${LOST.replace('a@there', 'jörg@there')}\r\n`, 'utf16le')
    const octets = form === 'utf16le' ? text : text.swap16()
    for (const size of [65_536, 4_097, 33])
      expect(analyseText(octets, {}, size).document.attempts).toMatchObject({ sent: 1, deferred: 1 })
  })

  test('lines that end in CR alone', () => {
    const { document } = analyseText(`${SENT}\r${LOST}\r${SENT}`)
    expect(document.lines).toMatchObject({ read: 3, unknown: 0 })
    expect(document.attempts).toMatchObject({ sent: 2, deferred: 1 })
  })

  test("systemd's export format, its binary fields passed over", () => {
    const entry = (message: string, more: readonly Buffer[] = []): Buffer =>
      Buffer.concat([
        Buffer.from('__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1714521600000000\n_HOSTNAME=mail\n'),
        Buffer.from('SYSLOG_IDENTIFIER=postfix/smtp\n_PID=9\n'),
        ...more,
        Buffer.from(`MESSAGE=${message}\n\n`),
      ])
    const binary = (name: string, data: string): Buffer => {
      const length = Buffer.alloc(8)
      length.writeBigUInt64LE(BigInt(data.length))
      return Buffer.concat([Buffer.from(`${name}\n`), length, Buffer.from(`${data}\n`)])
    }
    const words = (line: string): string => line.slice(line.indexOf('4DCnd'))
    const octets = Buffer.concat([
      entry(words(SENT)),
      entry(words(LOST), [binary('COREDUMP', 'MESSAGE=no\n\nMESSAGE=nor this')]),
      entry(words(SENT).replace('250 ok', '250 é')).subarray(0, -1),
    ])
    for (const size of [65_536, 33]) {
      const { document } = analyseText(octets, {}, size)
      expect(document.lines).toMatchObject({ read: 3, unknown: 0 })
      expect(document.attempts).toMatchObject({ sent: 2, deferred: 1 })
      expect(document.period.start).toBe('2024-05-01T00:00:00.000Z')
    }
  })

  test('cut anywhere into chunks, it says the same', () => {
    const lines: string[] = []
    writePostfixLog({ seed: 11, messages: 60 }, (line) => lines.push(line))
    const text = lines.join('\n')
    const whole = analyseText(text).document
    for (const size of [1, 7, 100, 129]) expect(analyseText(text, {}, size).document).toEqual(whole)
  })
})

test('a log cut at any octet says what its whole lines say, and of the last no more than one attempt', () => {
  const lines: string[] = []
  writePostfixLog({ seed: 12, messages: 40, dialect: '3.11' }, (line) => lines.push(line))
  const text = `${lines.join('\n')}\n`
  const told = (part: string): number =>
    Object.values(analyseText(part).document.attempts).reduce((sum, count) => sum + count, 0)
  fc.assert(
    fc.property(fc.nat(text.length), (at) => {
      const whole = told(text.slice(0, text.lastIndexOf('\n', at) + 1))
      const cut = told(text.slice(0, at))
      expect(cut - whole).toBeGreaterThanOrEqual(0)
      expect(cut - whole).toBeLessThanOrEqual(1)
    }),
    { numRuns: 60 },
  )
})

describe('addresses that imitate the log', () => {
  test.each([
    ['a quoted local part', '"x>, relay=evil, status=sent (a"@there.example'],
    ['words of a status', 'status=sent@there.example'],
  ])('%s', (_, recipient) => {
    const { document } = analyseText(`${LOST.replace('a@there.example', recipient)}\n`)
    expect(document.attempts).toEqual({ sent: 0, deferred: 1, bounced: 0, expired: 0 })
    expect(document.byDestination[0]?.domain).toBe('there.example')
  })

  test('a reply that imitates a status line changes nothing', () => {
    const reason =
      'host mx.there.example[203.0.113.2] said: 550 5.1.1 status=sent (ok), dsn=2.0.0 (in reply to RCPT TO command)'
    const line = LOST.replace(/\(lost .*$/, `(${reason})`).replace('status=deferred', 'status=bounced')
    expect(analyseText(`${line}\n`).document.attempts).toMatchObject({ sent: 0, bounced: 1 })
  })
})

describe('repeats', () => {
  const LOST_CLIENT = 'May  1 00:00:00 mail postfix/smtpd[9]: lost connection after AUTH from unknown[198.51.100.9]'
  test('"last message repeated" counts the line before it again', () => {
    const { document } = analyseText(`${LOST_CLIENT}\nMay  1 00:00:30 mail last message repeated 4 times\n`)
    expect(document.server.lost).toBe(5)
    expect(document.lines).toMatchObject({ read: 2, unknown: 0 })
  })
  test('"message repeated N times: [ … ]" counts N', () => {
    const folded = LOST_CLIENT.replace('lost', 'message repeated 3 times: [ lost').concat(']')
    expect(analyseText(`${folded}\n`).document.server.lost).toBe(3)
  })
  test('a count that nobody can mean costs no time', () => {
    const { document } = analyseText(`${LOST_CLIENT}\nMay  1 00:00:30 mail last message repeated 4000000000 times\n`)
    expect(document.server.lost).toBe(100_001)
  })
})

describe('bounded memory', () => {
  test('more destinations than there is room for: totals stay exact, and what was folded is said', () => {
    const lines: string[] = []
    for (let index = 0; index < 5_000; index++) lines.push(SENT.replace('a@there.example', `a@d${index}.example`))
    for (let index = 0; index < 50; index++) lines.push(LOST.replace('a@there.example', 'a@sick.example'))
    const { document } = analyseText(lines.join('\n'), { limits: { destinations: 1_000, mxs: 1_000 } })
    expect(document.attempts).toEqual({ sent: 5_000, deferred: 50, bounced: 0, expired: 0 })
    expect(document.byDestination[0]).toMatchObject({ domain: 'sick.example', deferred: 50 })
    expect(document.byDestination.length).toBeLessThanOrEqual(1_000)
    expect(document.folded['destinations']).toBeGreaterThan(3_000)
  })
})

const FILLERS = ['a', ' ', '(', '"', '<', ': ', '=', '[', '1.', 'x,', '](', ' [']

describe('no input makes a reader throw', () => {
  test('samples with parts cut out, doubled and overwritten', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 12 })), { maxLength: 12 }),
        (sample, edits) => {
          let bytes = Buffer.from(sample)
          for (const [where, length, put] of edits) {
            const at = where % (bytes.length + 1)
            bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(Math.min(bytes.length, at + length))])
          }
          const { document } = analyseText(bytes)
          expect(document.lines.understood + document.lines.unknown).toBe(document.lines.read)
        },
      ),
      { numRuns: 150 },
    )
  })

  // Nothing here measures time: linear work on such a line takes part of a second, and an expression that backtracks never ends.
  test.each(SAMPLES.map((sample, index) => [index + 1, sample] as const))(
    'every third line of a sample, blown up to a megabyte somewhere: sample %i',
    (number, sample) => {
      const lines = sample.toString('utf8').split('\n')
      lines
        .filter((text, index) => text !== '' && index % 3 === 0)
        .forEach((line, index) => {
          const filler = FILLERS[(index + number) % FILLERS.length] ?? 'a'
          const at = Math.floor((line.length * (((index + number) * 7) % 10)) / 10)
          const long = line.slice(0, at) + filler.repeat(Math.ceil(1_000_000 / filler.length)) + line.slice(at)
          expect(analyseText(`${long}\n`).document.lines.read).toBe(1)
        })
    },
  )
})

test.each([
  ['an element that never ends', '<?xml version="1.0"?>\n<e><m>', '\n|'],
  ['a section that never ends', '<?xml version="1.0"?>\n<e><![CDATA[', '\n '],
  ['tags that are never closed', '<?xml version="1.0"?>\n<e>\n', '\n<x a="'],
])('a log in mark-up costs no more than its length: %s', (_, head, filler) => {
  const entries = [1, 2, 3].map(
    (pid) => `<m>May  1 00:00:00 mail postfix/smtpd[${pid}]: connect from a[192.0.2.1]</m>\n`,
  )
  const log = `<?xml version="1.0"?>\n<log>\n${entries.join('')}${head.slice(head.indexOf('<e'))}`
  expect(analyseText(log + filler.repeat(100_000)).document.lines.understood).toBe(3)
})

test('filters: a period, a destination with its subdomains, one software', () => {
  const lines = [
    SENT,
    SENT.replace('00:00:00', '01:00:00').replace('a@there.example', 'a@mail.there.example'),
    LOST.replace('00:00:00', '02:00:00'),
    SENT.replace('a@there.example', 'a@elsewhere.example'),
  ].join('\n')
  const at = (hour: number): number => Date.UTC(2024, 4, 1, hour)
  expect(analyseText(lines, { sinceMs: at(1), untilMs: at(2) }).document.attempts).toMatchObject({
    sent: 1,
    deferred: 0,
  })
  expect(analyseText(lines, { destination: 'there.example' }).document.attempts).toMatchObject({ sent: 2, deferred: 1 })
  expect(analyseText(lines, { mta: 'exim' }).document.lines).toMatchObject({ understood: 0, unknown: 4 })
})
