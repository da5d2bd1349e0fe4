import { constants, crc32, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { tarOf, zipOf } from '../../../../test/logs/write-archives.ts'
import { openMail } from './mail.ts'

const HEAD = ['From: a@example.org', 'Subject: log', 'MIME-Version: 1.0']

function read(...lines: readonly string[]): string {
  const mail = openMail()
  return lines.map((line) => mail.line(line)).join('') + mail.end()
}

test.each<[string, string, readonly string[]]>([
  ['soft line breaks', 'Content-Transfer-Encoding: quoted-printable', ['one =', 'two=20=', 'three', 'four']],
  ['flowed text', 'Content-Type: text/plain; format=flowed', ['one ', 'two ', 'three', 'four']],
  ['base64', 'Content-Transfer-Encoding: base64', ['b25lIHR3byB0', 'aHJlZQpmb3VyCg==']],
])('%s: a line goes on in the next one', (_what, field, body) => {
  expect(read(...HEAD, field, '', ...body)).toBe('one two three\nfour\n')
})

test.each([
  ['Content-Transfer-Encoding: quoted-printable', 'x='],
  ['Content-Type: text/plain; format=flowed', 'x '],
  ['Content-Transfer-Encoding: base64', 'eHh4'],
])('of a line that never ends nothing is held back: %s', (field, line) => {
  const mail = openMail()
  for (const one of [...HEAD, field, '']) mail.line(one)
  const told = Array.from({ length: 1_000 }, () => mail.line(line)).join('')
  expect(told).toMatch(/^[x ]+$/)
  expect(mail.end().length).toBeLessThan(4)
})

test('what a part leaves open ends with it, and the next part has a line of its own', () => {
  const part = (encoding: string, text: string): readonly string[] => [
    '--cut',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    text,
  ]
  const parts = [...part('base64', 'b25l'), ...part('quoted-printable', 'two='), ...part('8bit', 'three'), '--cut--']
  expect(read(...HEAD, 'Content-Type: multipart/mixed; boundary=cut', '', ...parts)).toBe('one\ntwo\nthree\n')
})

describe('texts that are there twice', () => {
  const alternatives = (...parts: readonly string[]): string =>
    read(...HEAD, 'Content-Type: multipart/alternative; boundary=same', '', ...parts)
  const plain = ['--same', 'Content-Type: text/plain', '', 'said']

  test('of two forms of one text the first is read', () => {
    expect(alternatives(...plain, '--same', 'Content-Type: text/html', '', '<p>said</p>', '--same--')).toBe('said\n')
  })

  test.each(['attachment', 'inline'])('a file beside the second form (%s), as Apple Mail sends it, is read', (kind) => {
    const file = `Content-Disposition: ${kind};\n filename=mail.log\nContent-Type: text/plain;\n name=mail.log`
    const mixed = [
      '--mix\nContent-Type: text/html\n\n<p>said</p>',
      `--mix\n${file}\nContent-Transfer-Encoding: base64\n\nbG9nCg==`,
      '--mix\nContent-Type: text/html\n\n<p>bye</p>\n--mix--',
    ].flatMap((one) => one.split('\n'))
    expect(
      alternatives(...plain, '--same', 'Content-Type: multipart/mixed;', '\tboundary="mix"', '', ...mixed, '--same--'),
    ).toBe('said\nlog\n')
  })

  test('what follows the alternatives is read again, with their end or without it', () => {
    const inner = ['--out', 'Content-Type: multipart/alternative; boundary=same', '', ...plain, '--same', '', 'twice']
    const after = ['--out', 'Content-Type: text/plain', '', 'log', '--out--']
    for (const end of [['--same--', ''], []])
      expect(read(...HEAD, 'Content-Type: multipart/mixed; boundary=out', '', ...inner, ...end, ...after)).toMatch(
        /^said\n\n?log\n$/,
      )
  })
})

test('pictures beside a log are none of its lines', () => {
  const picture = [
    '--cut',
    'Content-Type: image/png; name=logo.png',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0K',
  ]
  expect(
    read(...HEAD, 'Content-Type: multipart/mixed; boundary=cut', '', ...picture, '--cut', '', 'log', '--cut--'),
  ).toBe('log\n')
})

test.each([
  ['gzip', gzipSync(Buffer.from('log\n'.repeat(200)))],
  ['zstd', zstdCompressSync(Buffer.from('log\n'.repeat(200)))],
  ['ZIP', zipOf([{ name: 'mail.log', data: 'log\n'.repeat(200) }])],
  ['ZIP, its sizes behind the data', zipOf([{ name: 'mail.log', data: 'log\n'.repeat(200) }], { streamed: true })],
])('a log that is attached packed is read: %s', (_, packed) => {
  const lines = packed.toString('base64').match(/.{1,76}/g) ?? []
  const attached = [
    '--cut',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
  ]
  const text = read(
    ...HEAD,
    'Content-Type: multipart/mixed; boundary=cut',
    '',
    ...attached,
    '--cut',
    '',
    'end',
    '--cut--',
  )
  expect(text.replace(/\n\n/, '\n')).toBe(`${'log\n'.repeat(200)}end\n`)
})

describe('of an attachment that is packed what can be unpacked is read, and what cannot is said', () => {
  const LOG = Array.from({ length: 60_000 }, (_, index) => `log ${(index * 7_919) % 99_991}\n`).join('')
  const whole = zipOf([{ name: 'a', data: LOG }])
  const body = (octets: Buffer): string =>
    read(...HEAD, 'Content-Transfer-Encoding: base64', '', octets.toString('base64'))
  /** That of gzip stands as it is, before four octets of length; that of zstd ends the frame. */
  const otherChecksum = (octets: Buffer, checksum: number): Buffer => {
    const told = Buffer.alloc(4)
    told.writeUInt32LE(checksum)
    const at = octets.lastIndexOf(told)
    return Buffer.from(octets).fill(0xaa, at < 0 ? octets.length - 4 : at, at < 0 ? undefined : at + 4)
  }

  test.each([
    ['encrypted', { flags: 1 }, /passed over: it is encrypted/],
    ['packed by another method', { method: 14 }, /passed over: it is packed by method 14/],
    ['as it is, its size behind it', { method: 0, streamed: true }, /passed over: its size/],
  ])('a file in a ZIP that is %s, the others', (_, form, why) => {
    const text = body(Buffer.concat([zipOf([{ name: 'secret', data: LOG }], form), whole]))
    expect(text).toContain(LOG)
    expect(text).toMatch(why)
  })

  test.each([
    ['gzip', gzipSync(LOG)],
    ['zstd', zstdCompressSync(Buffer.from(LOG))],
    ['ZIP', whole],
    ['a ZIP with a file that is as it is', zipOf([{ name: 'a', data: LOG }], { method: 0 })],
    ['tar, packed', gzipSync(tarOf([{ name: 'a', data: LOG }]))],
  ])('cut short: %s', (_, octets) => {
    const text = body(octets.subarray(0, Math.floor(octets.length * 0.7)))
    expect(text).toContain(LOG.slice(0, LOG.length / 3))
    expect(text).toMatch(/\nan attachment .* damaged .*\n$/)
  })

  test.each([
    ['gzip', gzipSync(LOG)],
    ['zstd', zstdCompressSync(Buffer.from(LOG))],
    ['ZIP', whole],
    ['ZIP, its sizes behind the data', zipOf([{ name: 'a', data: LOG }], { streamed: true })],
    ['gzip in a ZIP', zipOf([{ name: 'a.gz', data: gzipSync(LOG) }], { method: 0 })],
    ['tar, packed', gzipSync(tarOf([{ name: 'a', data: LOG }]))],
  ])('damaged midway: %s', (_, octets) => {
    const at = Math.floor(octets.length * 0.7)
    const text = body(Buffer.from(octets).fill(0xff, at, at + 5_000))
    expect(text).toContain(LOG.slice(0, LOG.length / 3))
    expect(text).toMatch(/\nan attachment .* damaged .*\n$/)
  })

  test.each([
    ['gzip', gzipSync(LOG)],
    ['gzip in a ZIP', zipOf([{ name: 'a.gz', data: gzipSync(LOG) }], { method: 0 })],
    ['a checksum of zstd', zstdCompressSync(Buffer.from(LOG), { params: { [constants.ZSTD_c_checksumFlag]: 1 } })],
  ])('unpacked to its end, and of another checksum: %s', (_, octets) => {
    const text = body(otherChecksum(octets, crc32(LOG)))
    expect(text).toContain(LOG)
    expect(text).toMatch(/\nan attachment .* damaged .*\n$/)
  })

  test.each([
    ['gzip in a ZIP', zipOf([{ name: 'a.gz', data: gzipSync(LOG) }])],
    ['zstd in a ZIP', zipOf([{ name: 'a', data: LOG }], { method: 93 })],
    [
      'tar, packed',
      gzipSync(
        tarOf([
          { name: 'a', data: LOG },
          { name: 'b.gz', data: gzipSync('more\n') },
        ]),
      ),
    ],
  ])('packed twice, or otherwise: %s', (_, octets) => expect(body(octets).trimEnd()).toMatch(/^log 0\n[^]*\n(?:more)?/))

  test('damage in one file of a ZIP: the others', () => {
    const bad = zipOf([{ name: 'bad', data: LOG }]).fill(0xff, 40, 80)
    expect(body(Buffer.concat([bad, whole]))).toMatch(/^log 0\n[^]*damaged/)
  })

  test('many bombs cost no more than one', () => {
    const unpack = vi.spyOn(process.getBuiltinModule('node:zlib'), 'inflateRawSync')
    const octets = zipOf([{ name: 'a', data: Buffer.alloc(300_000_000) }])
    expect(body(Buffer.concat(Array.from({ length: 60 }, () => octets)))).toMatch(/^an attachment .* too much\n$/)
    expect(unpack).toHaveBeenCalledTimes(1)
    unpack.mockRestore()
  })

  test('many files that are damaged, or that do not tell their size before them, cost no more than what is there', () => {
    const unpack = vi.spyOn(process.getBuiltinModule('node:zlib'), 'inflateRawSync')
    const bad = zipOf([{ name: 'a', data: 'log\n'.repeat(50) }], { streamed: true })
    const text = body(Buffer.concat(Array.from({ length: 500 }, () => bad)))
    expect(text).toBe('log\n'.repeat(50 * 500).replaceAll(/(?:log\n){50}/g, '$&\n'))
    expect(unpack.mock.calls.reduce((sum, [data]) => sum + Buffer.from(data as Buffer).length, 0)).toBeLessThan(
      500 * bad.length,
    )
    unpack.mockRestore()
  })
})

test('in the place of an attachment that cannot be unpacked stands a line that says so', () => {
  const body = (octets: Buffer): string =>
    read(...HEAD, 'Content-Transfer-Encoding: base64', '', octets.toString('base64'))
  expect(body(gzipSync(Buffer.from('log\n'.repeat(200))).fill(0xff, 12))).toMatch(/^an attachment .* damaged .*\n$/)
  expect(body(Buffer.from('BZh91AY&SY and so on'))).toMatch(/^an attachment packed with bzip2.*bzcat .*\n$/)
})
