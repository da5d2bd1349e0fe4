import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

// Words that begin a rule, a grammar or a wrapper: a regular expression that backtracks shows on a long run of one of them.
const UNITS = [
  'a',
  'a ',
  '550 ',
  'said: ',
  'connection ',
  'a@',
  '@',
  '[1.2.3.4] ',
  '(',
  '<<< ',
  '\0',
  '=3D',
  '=\n',
  'too many connection ',
  'status=deferred (',
  '{LED=',
  '-> ',
  'error:0A000',
  'tls alert ',
  'host x said: 550-',
  '\n>>> DATA\n',
  '1.2.3.4.',
  '"',
  'Diagnostic-Code: ',
  'http://a.b.c/',
  'x.',
  '::',
  'delays=1/',
  'é',
  'in response to ',
  "command: '",
  'ResolvedAddress { name: "',
  'smtp error from remote mail server after ',
  'Primary target IP address responded with: "',
  'in connect in getreply ',
  '&lt;',
  '{"a":',
  'delivery 1: deferral: ',
  'mailbox is full: retry timeout exceeded ',
  'smtp server error: a detail: ',
]

test.each(UNITS)('a megabyte of %j is read in bounded time', (unit) => {
  const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
  const before = process.cpuUsage()
  const reading = readText(text)
  const spent = process.cpuUsage(before).user / 1_000
  expect(reading.cut).toBeGreaterThan(900_000)
  // Linear work on 64 kB takes some 10 ms; quadratic work takes minutes.
  expect(spent).toBeLessThan(3_000)
})

test.each(['\n', ' \n', '\t', '\u00a0'])('a run of %j between two words is read in bounded time', (blank) => {
  const text = `tls error${blank.repeat(60_000)}x`
  const before = process.cpuUsage()
  readText(text)
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000)
})

test('any text gives a reading', () => {
  const word = oneof(
    constantFrom(...UNITS),
    string({ maxLength: 12, unit: 'binary' }),
    constantFrom(
      '421',
      '4.4.2',
      'lost connection with',
      'timed out',
      'TLS',
      'MAIL FROM',
      '\r\n',
      '\n',
      'status=',
      'stat=',
      '\u202e',
    ),
  )
  assert(
    property(array(word, { maxLength: 40 }), (words) => {
      const reading = readText(words.join(' '))
      expect(reading.words.length).toBeLessThanOrEqual(500)
      if (reading.symptom === 'unknown' && reading.reply === undefined) expect(reading.speaker).toBe('unknown')
    }),
    { numRuns: 500 },
  )
})

test('punctuation between words that belong together ends in no endless reading', () => {
  for (const between of ['\n', ', ', ' "', '\n\n', ' -- '])
    expect(readText(`554 rejected by smtp${between}handshake failure in tls`).text).toContain('handshake')
})
