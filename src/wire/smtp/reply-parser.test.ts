import { describe, expect, test } from 'vitest'
import { fromLatin1 } from '../octets.ts'
import type { ReplyEvent } from './reply-parser.ts'
import { createReplyParser, LINE_LIMIT_BYTES, REPLY_LIMIT_LINES } from './reply-parser.ts'

function parse(stream: string, cuts: readonly number[] = []): readonly ReplyEvent[] {
  const parser = createReplyParser()
  const octets = fromLatin1(stream)
  const events: ReplyEvent[] = []
  let from = 0
  for (const cut of [...cuts, octets.length]) {
    events.push(...parser.push(octets.slice(from, cut)))
    from = cut
  }
  const last = parser.finish()
  return last === undefined ? events : [...events, last]
}

/** One string for each event: code, enhanced code, oddities, lines. */
function shown(event: ReplyEvent): string {
  if (event.kind === 'garbled') return `garbled ${JSON.stringify(event.head)}: ${event.why}`
  const { code, enhanced, oddities, lines } = event.reply
  return [code, enhanced ?? '-', oddities?.join('+') ?? '-', JSON.stringify(lines)].join(' ')
}

const NO_CODE = 'a line that does not begin with a reply code'

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['one line', '220 mx.example.net ESMTP\r\n', ['220 - - ["mx.example.net ESMTP"]']],
  ['no text', '250\r\n', ['250 - - [""]']],
  ['a space and no text', '250 \r\n', ['250 - - [""]']],
  ['several lines', '250-mx\r\n250-SIZE 100\r\n250 HELP\r\n', ['250 - - ["mx","SIZE 100","HELP"]']],
  ['two replies in one segment', '250 a\r\n354 b\r\n', ['250 - - ["a"]', '354 - - ["b"]']],
  ['an enhanced code', '421 4.4.2 idle\r\n', ['421 4.4.2 - ["4.4.2 idle"]']],
  [
    'an enhanced code on each line',
    '550-5.1.1 no\r\n550 5.1.1 such user\r\n',
    ['550 5.1.1 - ["5.1.1 no","5.1.1 such user"]'],
  ],
  [
    'an enhanced code on the last line only',
    '554-Sorry\r\n554 5.7.1 denied\r\n',
    ['554 5.7.1 - ["Sorry","5.7.1 denied"]'],
  ],
  ['what only looks like an enhanced code', '220 2.0.0.1 ready\r\n', ['220 - - ["2.0.0.1 ready"]']],
  ['a version that is no enhanced code', '220 3.1.2 ready\r\n', ['220 - - ["3.1.2 ready"]']],
  ['bare LF', '250-a\n250 b\n', ['250 - bare-lf ["a","b"]']],
  ['bare LF in one line of two', '250-a\r\n250 b\n', ['250 - bare-lf ["a","b"]']],
  ['a bare CR', '250 a\rb\r\n', ['250 - bare-cr ["a\\rb"]']],
  ['a NUL', '250 a\0b\r\n', ['250 - nul ["a\\u0000b"]']],
  ['mixed codes', '250-mx\r\n251 forwarding\r\n', ['251 - mixed-codes ["mx","forwarding"]']],
  ['UTF-8', '250 gr\xc3\xbcn\r\n', ['250 - - ["grün"]']],
  ['ISO 8859-1', '250 gr\xfcn\r\n', ['250 - - ["grün"]']],
  ['an escape sequence', '250 \x1b[2J\r\n', ['250 - - ["\\u001b[2J"]']],
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', [`garbled "SSH-2.0-OpenSSH_9.6": ${NO_CODE}`]],
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', [`garbled "HTTP/1.1 400 Bad Request": ${NO_CODE}`]],
  [
    'a TLS alert',
    '\x15\x03\x01\x00\x02\x02\x46',
    [`garbled "\\u0015\\u0003\\u0001\\u0000\\u0002\\u0002F": ${NO_CODE}`],
  ],
  ['nothing after garbage', 'hello\r\n250 ok\r\n', [`garbled "hello": ${NO_CODE}`]],
  [
    'garbage inside a reply',
    '250-mx\r\nSIZE 100\r\n250 ok\r\n',
    [`garbled "SIZE 100": ${NO_CODE}, as line 2 of a reply`],
  ],
  ['a code below 200', '199 x\r\n', [`garbled "199 x": ${NO_CODE}`]],
  ['a code above 599', '600 x\r\n', [`garbled "600 x": ${NO_CODE}`]],
  ['four digits', '2500 x\r\n', [`garbled "2500 x": ${NO_CODE}`]],
  ['two digits', '25\r\n', ['garbled "25": a line shorter than a reply code']],
  ['an empty line', '\r\n220 x\r\n', ['garbled "": an empty line where a reply was due']],
  ['half a reply', '250-mx\r\n250 SI', []],
  ['half a code', '25', []],
]

describe('replies, whole and cut at every octet', () => {
  test.each(CASES)('%s', (_name, stream, expected) => {
    expect(parse(stream).map(shown)).toEqual(expected)
    for (let cut = 1; cut < stream.length; cut += 1) expect(parse(stream, [cut]).map(shown)).toEqual(expected)
    const everywhere = Array.from({ length: Math.max(0, stream.length - 1) }, (_, index) => index + 1)
    expect(parse(stream, everywhere).map(shown)).toEqual(expected)
  })
})

describe('bounds', () => {
  const endless = 'x'.repeat(LINE_LIMIT_BYTES)

  test('a line of 64 kB is kept, a longer one is garbled', () => {
    expect(parse(`250 ${endless.slice(4)}\r\n`).map(({ kind }) => kind)).toEqual(['garbled'])
    expect(parse(`250 ${endless.slice(6)}\r\n`).map(({ kind }) => kind)).toEqual(['reply'])
    const [event] = parse(`250 ${endless}`)
    expect(event).toMatchObject({ kind: 'garbled', why: 'a line of more than 65536 octets' })
    expect(event?.kind === 'garbled' && event.head.length).toBe(256)
  })

  test('binary garbage without a line end is told after 256 octets', () => {
    const parser = createReplyParser()
    expect(parser.push(fromLatin1('\xff'.repeat(256)))).toEqual([])
    expect(parser.push(fromLatin1('\xff'))).toEqual([{ kind: 'garbled', head: '\xff'.repeat(256), why: NO_CODE }])
  })

  test('an endless reply ends at 1000 lines', () => {
    const [event] = parse('250-x\r\n'.repeat(REPLY_LIMIT_LINES + 5))
    expect(event).toMatchObject({ kind: 'garbled', why: 'a reply of more than 1000 lines' })
    const whole = parse(`${'250-x\r\n'.repeat(REPLY_LIMIT_LINES - 1)}250 x\r\n`)
    expect(whole.map(({ kind }) => kind)).toEqual(['reply'])
  })

  test('a reply of few long lines ends at 256 kB', () => {
    const [event] = parse(`250-${'x'.repeat(60_000)}\r\n`.repeat(6))
    expect(event).toMatchObject({ kind: 'garbled', why: 'a reply of more than 262144 octets' })
  })

  test('lines that end in CR alone never end: what stands there says so', () => {
    expect(parse('220 mx ESMTP\r')).toEqual([
      { kind: 'garbled', head: '220 mx ESMTP\r', why: 'a line that ends in CR alone' },
    ])
    expect(parse('220 mx ESMTP')).toEqual([])
  })

  test('a line that holds NULs and no end never was a reply', () => {
    expect(parse('220 mx ESMTP\0\0')).toEqual([
      { kind: 'garbled', head: '220 mx ESMTP\0\0', why: 'a line with a NUL octet and without an end' },
    ])
    expect(parse('220-mx\r\n220 ES\0')).toMatchObject([{ kind: 'garbled' }])
  })

  test('counts what has arrived of an unfinished answer', () => {
    const parser = createReplyParser()
    parser.push(fromLatin1('25'))
    expect(parser.pendingCode()).toBeUndefined()
    parser.push(fromLatin1('0-mx\r\n250 SI'))
    expect(parser.pendingBytes()).toBe(14)
    expect(parser.pendingCode()).toBe(250)
    parser.push(fromLatin1('ZE\r\n'))
    expect(parser.pendingBytes()).toBe(0)
  })
})
