import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'

test.each(['SEND.LOG', 'RECV.LOG'])('%s: a part of it, pasted without its head, says what the whole says', (name) => {
  const text = readFileSync(new URL(`formats/${name}`, import.meta.url), 'utf8')
  const rows = text.split('\n').filter((line) => !line.startsWith('#') && line.trim() !== '')
  const { document } = analyseText(rows.join('\n'))
  const told = counted(document)
  expect(told.unknown).toBe(0)
  expect({ ...told, lines: 0 }).toEqual({ ...counted(analyseText(text).document), lines: 0 })
})

test('rows that tell neither side are known, and no attempt is made of them', () => {
  const row = '2024-05-01T00:00:01.000Z,Internet,08DC690000000001,0,192.0.2.1:50001,203.0.113.2:25,+,,'
  const { document } = analyseText(`${row}\n`)
  expect(document.lines).toMatchObject({ read: 1, understood: 1 })
  expect(document.attempts).toEqual({ sent: 0, deferred: 0, bounced: 0, expired: 0 })
})

const at = (second: number, session: number, rest: string): string =>
  `${new Date(Date.UTC(2024, 4, 1, 0, 0, second)).toISOString()},Internet,08DC69${session.toString(16).toUpperCase().padStart(10, '0')},${rest}`
const tried = at(0, 1, '0,,203.0.113.2:25,*,,attempting to connect')
const failed = at(
  21,
  1,
  '1,,203.0.113.2:25,*,,"Failed to connect. Winsock error code: 10060, Win32 error code: 10060, Destination domain: dead.example, Error Message: A connection attempt failed"',
)
const reply = '2,192.0.2.1:50001,203.0.113.2:25,<,220 mx.example.net ESMTP,'

test.each([
  ['both rows', [tried, failed]],
  ['the failure alone', [failed]],
])('connections that failed are of a send log: %s', (_name, rows) => {
  const { document } = analyseText(`${rows.join('\n')}\n`)
  expect(document.lines).toMatchObject({ read: rows.length, unknown: 0 })
  expect(document.attempts.deferred).toBe(1)
})

test('sessions that stay undecided are named', () => {
  const rows = [1, 1, 2].map((session, index) => at(index, session, `${index},192.0.2.1:50001,203.0.113.2:25,+,,`))
  expect(analyseText(`${rows.join('\n')}\n`).document.folded).toMatchObject({ sessions: 2 })
  expect(analyseText(`${rows.join('\n')}\n${at(9, 2, reply)}\n`).document.folded).not.toHaveProperty('sessions')
})

test.each([
  ['rows', 1_500, ''],
  ['octets', 40, 'x'.repeat(60_000)],
])(
  'the row that decides counts, however many %s waited for it; the oldest are given up, and named',
  (_what, count, pad) => {
    const waiting = Array.from({ length: count }, (_, index) =>
      at(index, index + 1, `0,192.0.2.1:50001,203.0.113.2:25,+,,${pad}`),
    )
    const { document } = analyseText([...waiting, at(2_000, 0xabc, reply.replace('220', '421')), ''].join('\n'))
    expect(document.lines).toMatchObject({ read: count + 1, unknown: 0 })
    const { sessions = 0 } = document.folded
    expect(sessions).toBeGreaterThan(0)
    expect(sessions).toBeLessThan(count)
    const ended = at(2_001, 0xabc, '3,192.0.2.1:50001,203.0.113.2:25,-,,Remote')
    const all = analyseText([...waiting, at(2_000, 0xabc, reply.replace('220', '421')), ended, ''].join('\n'))
    expect(all.document.attempts.deferred).toBe(1)
  },
)

test('the first row after a byte order mark is a row like any other', () => {
  const { document } = analyseText(`\ufeff${failed}\n`)
  expect(document.attempts.deferred).toBe(1)
  expect(document.period).toEqual(analyseText(`${failed}\n`).document.period)
})
