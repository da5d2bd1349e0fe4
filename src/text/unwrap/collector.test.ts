import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutCollector } from './collector.ts'

const HEAD = 'Mar  3 09:00:01 web1 node[812]: '

describe('an error of several lines behind the head of a log', () => {
  const dump = [
    'Error: 140735:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:',
    '    at TLSWrap.onerror {',
    "  library: 'SSL routines',",
    "  reason: 'wrong version number',",
    "  code: 'ESOCKET',",
    "  command: 'CONN'",
    '}',
  ]
  it('is read as one', () => {
    expect(readText(dump.map((line) => HEAD + line).join('\n'))).toMatchObject({
      symptom: 'tls.handshake.notls',
      stage: 'tls',
    })
  })
  it('loses the heads of the lines that go on', () => {
    const text = [`${HEAD}Error: no`, `${HEAD}  code: 'E'`, `${HEAD}}`, `${HEAD}listening`].join('\n')
    expect(withoutCollector(text)).toBe(`${HEAD}Error: no\n  code: 'E'\n}\n${HEAD}listening`)
  })
})

it('keeps the heads of lines that stand for themselves, and of another process', () => {
  const text = [`${HEAD}started`, 'Mar  3 09:00:01 web1 cron[9]:  (root) CMD (true)', `${HEAD}stopped`].join('\n')
  expect(withoutCollector(text)).toBe(text)
})

describe('heads of other logs', () => {
  it.each([
    ['Heroku', '2024-05-01T10:00:00.123456+00:00 app[web.1]: '],
    ['Android', '11-28 09:36:11.391 10543-10587/com.example W/System.err: '],
    ['pm2', '0|mailer   | '],
    ['Docker’s swarm', 'app_sidekiq.1.xdo7uz6dleny@tower    | '],
  ])('%s', (_name, head) => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3.11/ssl.py", line 1382, in do_handshake',
      '    self._sslobj.do_handshake()',
      'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)',
    ]
    expect(withoutCollector(lines.map((line) => head + line).join('\n'))).toBe(
      [head + lines[0], ...lines.slice(1)].join('\n'),
    )
  })

  it('of an error whose beginning was cut off the first line has none', () => {
    const text = [
      '/deps/openssl/ssl/record/ssl3_record.c:332:',
      `${HEAD}] {`,
      `${HEAD}  reason: 'wrong version number'`,
    ].join('\n')
    expect(withoutCollector(text)).toBe(
      "/deps/openssl/ssl/record/ssl3_record.c:332:\n] {\n  reason: 'wrong version number'",
    )
  })

  it('GitHub’s runners', () => {
    const stamp = '2024-05-01T10:00:00.1234567Z '
    expect(withoutCollector(`${stamp}Error: no\n${stamp}    at x`)).toBe('Error: no\n    at x')
  })
})

it('takes the marks of a quotation off, where every line has one', () => {
  expect(withoutCollector('> DATA error ()\n>\n> Connection reset')).toBe('DATA error ()\n\nConnection reset')
})

it.each(['> EHLO me.example.net\n> QUIT', '> 220 mx.example.org\n> x', '> one\ntwo', '>>> DATA'])(
  '%s: keeps other marks',
  (text) => {
    expect(withoutCollector(text)).toBe(text)
  },
)
