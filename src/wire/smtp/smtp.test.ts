import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromLatin1, toLatin1 } from '../octets.ts'
import { cramMd5Response, loginResponse, plainResponse, xoauth2Response } from './auth.ts'
import { bdatCommand, bulkNoops, encodeCommand, mailCommand, rcptCommand } from './command.ts'
import { dotStuff, endsLine } from './dot-stuffing.ts'
import { ehloKeywords, extensionParameters, offers, sizeLimit } from './ehlo.ts'
import { pipelineGroups } from './pipeline.ts'

describe('EHLO', () => {
  const keywords = ehloKeywords({
    code: 250,
    lines: [
      'STARTTLS.example.net greets you',
      'size 10240000',
      'AUTH LOGIN  PLAIN',
      'AUTH=NTLM',
      'XXXXXXXA',
      '',
      '8BITMIME ',
    ],
  })
  test('the first line is no keyword', () => {
    expect(keywords).toEqual(['SIZE 10240000', 'AUTH LOGIN PLAIN', 'AUTH=NTLM', 'XXXXXXXA', '8BITMIME'])
    expect(offers(keywords, 'STARTTLS')).toBe(false)
  })
  test.each([
    ['SIZE', ['10240000']],
    ['auth', ['LOGIN', 'PLAIN', 'NTLM']],
    ['8BITMIME', []],
    ['8BIT', undefined],
    ['PIPELINING', undefined],
  ])('parameters of %s', (name, expected) => {
    expect(extensionParameters(keywords, name)).toEqual(expected)
  })
  test.each([
    [['SIZE 1000'], 1000],
    [['SIZE'], undefined],
    [['SIZE 0'], undefined],
    [['SIZE lots'], undefined],
    [[], undefined],
  ])('size limit of %j', (list, expected) => {
    expect(sizeLimit(list)).toBe(expected)
  })
})

describe('commands', () => {
  test.each([
    [mailCommand(''), 'MAIL FROM:<>'],
    [
      mailCommand('a@b', { sizeBytes: 5, eightBit: true, smtpUtf8: true }),
      'MAIL FROM:<a@b> SIZE=5 BODY=8BITMIME SMTPUTF8',
    ],
    [mailCommand('a@b', { eightBit: false }), 'MAIL FROM:<a@b>'],
    [rcptCommand('a@b'), 'RCPT TO:<a@b>'],
    [bdatCommand(10, true), 'BDAT 10 LAST'],
    [bdatCommand(10, false), 'BDAT 10'],
  ])('%s', (made, expected) => {
    expect(made).toBe(expected)
  })
  test('no second command can be smuggled in', () => {
    expect(toLatin1(encodeCommand('MAIL FROM:<a\r\nRSET>\0'))).toBe('MAIL FROM:<a  RSET> \r\n')
  })
  test.each([1, 7, 100, 487, 488, 4000, 40_000])('%i octets of NOOPs', (bytes) => {
    const commands = bulkNoops(bytes)
    const octets = commands.reduce((sum, command) => sum + encodeCommand(command).length, 0)
    expect(octets).toBeGreaterThanOrEqual(bytes)
    expect(octets).toBeLessThan(bytes + 10)
    expect(commands.every((command) => command.length + 2 <= 512)).toBe(true)
  })
})

test.each([
  [['MAIL', 'RCPT', 'RCPT', 'DATA'], true, [['MAIL', 'RCPT', 'RCPT', 'DATA']]],
  [['MAIL', 'RCPT', 'DATA'], false, [['MAIL'], ['RCPT'], ['DATA']]],
  [['RSET', 'MAIL FROM:<>', 'NOOP', 'QUIT'], true, [['RSET', 'MAIL FROM:<>', 'NOOP'], ['QUIT']]],
  [['EHLO x', 'MAIL'], true, [['EHLO x'], ['MAIL']]],
  [[], true, []],
])('pipeline groups of %j (%s)', (commands, pipelining, expected) => {
  expect(pipelineGroups(commands, pipelining)).toEqual(expected)
})

test.each([
  ['a\r\nb\r\n', 'a\r\nb\r\n'],
  ['.\r\n', '..\r\n'],
  ['a\r\n.\r\n..b\r\nc.\r\n', 'a\r\n..\r\n...b\r\nc.\r\n'],
  ['a\n.\nb', 'a\n..\nb'],
  ['', ''],
])('dot-stuffing %j', (message, expected) => {
  expect(toLatin1(dotStuff(fromLatin1(message)))).toBe(expected)
})

test.each([
  ['a\r\n', 'crlf', true],
  ['a\n', 'crlf', false],
  ['a\n', 'lf', true],
  ['a', 'lf', false],
  ['', 'crlf', false],
] as const)('%j ends a line (%s)', (message, ending, expected) => {
  expect(endsLine(fromLatin1(message), ending)).toBe(expected)
})

describe('AUTH', () => {
  test('PLAIN (RFC 4616 §4)', () => {
    expect(plainResponse('tim', 'tanstaaftanstaaf')).toBe('AHRpbQB0YW5zdGFhZnRhbnN0YWFm')
  })
  test('LOGIN', () => {
    expect(loginResponse('grün')).toBe('Z3LDvG4=')
  })
  test('CRAM-MD5 (RFC 2195 §2)', () => {
    const challenge = 'PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+'
    const hmac = (key: Uint8Array, data: Uint8Array): Uint8Array => createHmac('md5', key).update(data).digest()
    expect(cramMd5Response('tim', 'tanstaaftanstaaf', challenge, hmac)).toBe(
      'dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw',
    )
    expect(cramMd5Response('tim', 'x', '\u0000%%%', hmac)).toBeUndefined()
  })
  test('XOAUTH2', () => {
    expect(atob(xoauth2Response('u@x', 't0k'))).toBe('user=u@x\u0001auth=Bearer t0k\u0001\u0001')
  })
})
