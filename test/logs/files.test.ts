import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { analyseLogs } from '../../src/app/logs/analyse.ts'
import { LOG_FORMATS } from '../../src/app/logs/formats.ts'
import { openInTimeOrder } from '../../src/app/logs/order-inputs.ts'
import { traceLogs } from '../../src/app/logs/trace.ts'
import { utcCalendar } from '../../src/wire/syslog/stamp.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import type { Truth } from '../generators/truth.ts'

const PORTS = { readText: () => undefined, causeOf: () => null, isReceiver: () => false, formats: LOG_FORMATS }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hangup-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function generated(messages = 400): { readonly text: string; readonly truth: Truth } {
  const lines: string[] = []
  const truth = writePostfixLog({ seed: 5, messages }, (line) => lines.push(line))
  return { text: `${lines.join('\n')}\n`, truth }
}

async function read(...names: readonly string[]) {
  const inputs = await openInTimeOrder(
    names.map((name) => join(folder, name)),
    utcCalendar,
  )
  return analyseLogs(inputs, { calendar: utcCalendar }, PORTS)
}

describe('packed files', () => {
  test.each([
    ['gzip', 'mail.log.1.gz', gzipSync],
    ['zstd', 'mail.log.1.zst', zstdCompressSync],
    ['gzip under another name', 'mail.log.1', gzipSync],
  ])('%s', async (_, name, pack) => {
    const { text, truth } = generated()
    writeFileSync(join(folder, name), pack(Buffer.from(text)))
    expect((await read(name)).attempts).toEqual(truth.attempts)
  })

  test.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('%s of several parts, as appending to an archive makes it', async (_, pack) => {
    const { text, truth } = generated(6_000)
    const middle = text.indexOf('\n', text.length / 2) + 1
    const parts = [text.slice(0, middle), text.slice(middle)].map((part) => pack(Buffer.from(part)))
    writeFileSync(join(folder, 'parts'), Buffer.concat(parts))
    const document = await read('parts')
    expect(document.inputs[0]?.note).toBeNull()
    expect(document.attempts).toEqual(truth.attempts)
  })

  test.each([
    ['little', 0xff, 0xfe],
    ['big', 0xfe, 0xff],
  ])('UTF-16, %s end first', async (_, first, second) => {
    const { text, truth } = generated()
    const octets = Buffer.from(text, 'utf16le')
    writeFileSync(
      join(folder, 'wide'),
      Buffer.concat([Buffer.from([first, second]), first === 0xfe ? octets.swap16() : octets]),
    )
    expect((await read('wide')).attempts).toEqual(truth.attempts)
  })

  test('a named pipe is read like standard input', async () => {
    const { text, truth } = generated()
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const [document] = await Promise.all([read('pipe'), writeFile(join(folder, 'pipe'), text)])
    expect(document.attempts).toEqual(truth.attempts)
  })

  test('a named pipe that nobody writes to does not keep the command from ending', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const main = join(import.meta.dirname, '../../src/surface/cli/main.ts')
    const child = spawn(process.execPath, [main, 'logs', '--json', join(folder, 'pipe')], { stdio: 'ignore' })
    const end = setInterval(() => child.kill('SIGTERM'), 3_000)
    const code = await new Promise((resolve) => child.once('exit', resolve))
    clearInterval(end)
    expect(code).toBe(2)
  }, 60_000)

  test.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('a truncated %s archive gives its beginning and says so', async (_, pack) => {
    const { text, truth } = generated(6_000)
    const packed = pack(Buffer.from(text))
    writeFileSync(join(folder, 'cut'), packed.subarray(0, Math.floor(packed.length * 0.6)))
    const document = await read('cut')
    expect(document.inputs[0]?.note).toMatch(/truncated or damaged/)
    expect(document.lines.read).toBeGreaterThan(truth.lines / 10)
    expect(document.lines.read).toBeLessThan(truth.lines)
  })

  describe('nothing is lost that can be unpacked', () => {
    /** Lines whose octets end before the damage. */
    const before = (text: string, octets: number): number => text.slice(0, octets).split('\n').length - 1

    test('gzip: all that stands before the damage, and the members behind it', async () => {
      const { text } = generated(6_000)
      const packed = gzipSync(text)
      const at = Math.floor(packed.length / 2)
      const damaged = Buffer.concat([packed.subarray(0, at), Buffer.alloc(200, 0xff), gzipSync(text)])
      writeFileSync(join(folder, 'a.gz'), damaged)
      const sound = inflateSync(packed.subarray(0, at))
      const document = await read('a.gz')
      const lines = text.split('\n').length - 1
      expect(document.lines.read).toBeGreaterThanOrEqual(before(text, sound) + lines)
      expect(document.inputs[0]?.note).toMatch(/damaged .*what could be unpacked was read/)
    })

    test.each([
      ['gzip', gzipSync],
      ['zstd', zstdCompressSync],
    ])('%s: rubbish after the end of a small archive', async (_, pack) => {
      const { text, truth } = generated(300)
      writeFileSync(join(folder, 'b'), Buffer.concat([pack(Buffer.from(text)), Buffer.from('rubbish, no archive')]))
      const document = await read('b')
      expect(document.lines.read).toBe(truth.lines)
      expect(document.inputs[0]?.note).toMatch(/^19 octets after the end/)
    })

    test.each([0, 9])('gzip of level %i whose checksum does not fit', async (level) => {
      const { text, truth } = generated(300)
      const packed = gzipSync(Buffer.from(text), { level })
      packed[packed.length - 5] = (packed[packed.length - 5] ?? 0) ^ 0xff
      writeFileSync(join(folder, 'c.gz'), packed)
      const document = await read('c.gz')
      expect(document.lines.read).toBe(truth.lines)
      expect(document.inputs[0]?.note).toMatch(/damaged \(incorrect data check\)/)
    })

    test.each([
      ['gzip', gzipSync],
      ['zstd', zstdCompressSync],
    ])('%s whose damage stands in its first octets: the members behind it', async (_, pack) => {
      const text = generated(30).text.split('\n').slice(0, 20).join('\n')
      const packed = Buffer.from(pack(Buffer.from(text)))
      packed.fill(0xff, 40, 60)
      writeFileSync(join(folder, 'd'), Buffer.concat([packed, pack(Buffer.from(text))]))
      const document = await read('d')
      expect(document.lines.read).toBeGreaterThanOrEqual(20)
      expect(document.inputs[0]?.note).toMatch(/damaged/)
    })

    test('gzip with a name, a comment, an extra field and a header checksum, cut anywhere', async () => {
      const { text, truth } = generated(30)
      const plain = gzipSync(text)
      const header = Buffer.from([0x1f, 0x8b, 8, 31, 0, 0, 0, 0, 0, 3, 2, 0, 120, 120])
      const named = Buffer.concat([header, Buffer.from('mail.log\0said\0hc'), plain.subarray(10)])
      writeFileSync(join(folder, 'c.gz'), Buffer.concat([named, named, plain]))
      const document = await read('c.gz')
      expect(document.lines.read).toBe(truth.lines * 3)
      expect(document.inputs[0]?.note).toBe(null)
    })
  })

  test('a bomb is left after 64 MiB without a log line', async () => {
    writeFileSync(join(folder, 'bomb.gz'), gzipSync(Buffer.alloc(200_000_000)))
    const document = await read('bomb.gz')
    expect(document.inputs[0]?.note).toMatch(/^stopped: 64 MiB without/)
  })

  test('what cannot be unpacked is named', async () => {
    writeFileSync(join(folder, 'mail.log.bz2'), Buffer.from('BZh91AY&SY'))
    expect((await read('mail.log.bz2')).inputs[0]?.note).toMatch(/bzip2/)
  })
})

/** How many octets zlib gives before the input ends. */
function inflateSync(packed: Buffer): number {
  return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).length
}

describe('sets of files', () => {
  test('rotated files are read in the order of their times, whatever their names', async () => {
    const { text, truth } = generated(900)
    const lines = text.trimEnd().split('\n')
    const third = Math.floor(lines.length / 3)
    writeFileSync(join(folder, 'mail.log'), `${lines.slice(third * 2).join('\n')}\n`)
    writeFileSync(join(folder, 'mail.log.1'), `${lines.slice(third, third * 2).join('\n')}\n`)
    writeFileSync(join(folder, 'mail.log.2.gz'), gzipSync(`${lines.slice(0, third).join('\n')}\n`))
    const document = await read('mail.log', 'mail.log.1', 'mail.log.2.gz')
    expect(document.inputs.map((input) => input.name.slice(folder.length + 1))).toEqual([
      'mail.log.2.gz',
      'mail.log.1',
      'mail.log',
    ])
    // Joins reach over the edges: a message queued in one file and removed in the next is one message.
    expect(document.attempts).toEqual(truth.attempts)
    expect(document.queue).toEqual(truth.queue)
  })

  test('what two files hold counts once: a rotation that was copied, packed, or broken off', async () => {
    const { text, truth } = generated(900)
    writeFileSync(join(folder, 'mail.log'), text)
    writeFileSync(join(folder, 'mail.log.1.gz'), gzipSync(text))
    writeFileSync(join(folder, 'mail.log.1'), text.slice(0, 40_000))
    const document = await read('mail.log.1', 'mail.log', 'mail.log.1.gz')
    expect(document.attempts).toEqual(truth.attempts)
    expect(document.lines.read).toBe(truth.lines)
    expect(document.inputs.filter(({ note }) => note?.endsWith('counted once') === true)).toHaveLength(2)
  })

  test('files that only begin alike all count', async () => {
    const { text, truth } = generated(900)
    const lines = text.trimEnd().split('\n')
    const half = Math.floor(lines.length / 2)
    const first = lines[0] ?? ''
    writeFileSync(join(folder, 'a.log'), `${lines.slice(0, half).join('\n')}\n`)
    writeFileSync(join(folder, 'b.log'), `${[first, ...lines.slice(half)].join('\n')}\n`)
    const document = await read('a.log', 'b.log')
    expect(document.lines.read).toBe(truth.lines + 1)
    expect(document.attempts).toEqual(truth.attempts)
  })

  test('a folder stands for the files in it', async () => {
    const { text, truth } = generated()
    writeFileSync(join(folder, 'mail.log'), text)
    const inputs = await openInTimeOrder([folder], utcCalendar)
    expect((await analyseLogs(inputs, { calendar: utcCalendar }, PORTS)).attempts).toEqual(truth.attempts)
  })

  test('links in a folder stand for their files, as Kubernetes keeps logs of containers', async () => {
    const { text, truth } = generated()
    writeFileSync(join(folder, 'real.log'), text)
    mkdirSync(join(folder, 'containers'))
    symlinkSync('../real.log', join(folder, 'containers', 'mail.log'))
    symlinkSync('../gone.log', join(folder, 'containers', 'gone.log'))
    expect((await read('containers')).attempts).toEqual(truth.attempts)
  })

  test('a folder without files is said to be one', async () => {
    mkdirSync(join(folder, 'empty'))
    const document = await read('empty')
    expect(document.lines.read).toBe(0)
    expect(document.inputs).toEqual([{ name: join(folder, 'empty'), lines: 0, note: 'a folder that holds no files' }])
  })

  test('the year comes from the file, and a New Year lies in it', async () => {
    const line = (stamp: string): string => `${stamp} mail postfix/smtpd[1]: connect from unknown[198.51.100.1]`
    writeFileSync(join(folder, 'mail.log'), `${line('Dec 30 00:00:00')}\n${line('Jan  2 00:00:00')}\n`)
    utimesSync(join(folder, 'mail.log'), new Date('2024-01-02T00:00:01Z'), new Date('2024-01-02T00:00:01Z'))
    expect((await read('mail.log')).period).toEqual({
      start: '2023-12-30T00:00:00.000Z',
      end: '2024-01-02T00:00:00.000Z',
    })
  })

  test('a file that shrinks while it is read', async () => {
    const { text } = generated(6_000)
    const path = join(folder, 'mail.log')
    writeFileSync(path, text)
    const inputs = await openInTimeOrder([path], utcCalendar)
    let shrunk = false
    const document = await analyseLogs(
      inputs,
      {
        calendar: utcCalendar,
        onProgress: () => {
          if (!shrunk) truncateSync(path, 100_000)
          shrunk = true
        },
      },
      PORTS,
    )
    expect(document.inputs[0]?.note).toMatch(/shrank/)
  })
})

test('--trace shows a message by its address, with the lines that carry no id', async () => {
  const path = join(folder, 'mail.log')
  writeFileSync(
    path,
    [
      'May  1 00:00:00 mail postfix/qmgr[2]: 4DCnd66HyzA: from=<s@home.example>, size=10, nrcpt=1 (queue active)',
      'May  1 00:00:00 mail postfix/qmgr[2]: 4DCnd66HyzB: from=<s@home.example>, size=10, nrcpt=1 (queue active)',
      'May  1 00:00:01 mail postfix/smtp[9]: connect to mx1.there.example[203.0.113.1]:25: Connection refused',
      'May  1 00:00:01 mail postfix/smtp[10]: connect to mx1.other.example[203.0.113.7]:25: Connection refused',
      'May  1 00:00:02 mail postfix/smtp[9]: 4DCnd66HyzA: to=<a@there.example>, relay=mx2.there.example[203.0.113.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
      'May  1 00:00:02 mail postfix/qmgr[2]: 4DCnd66HyzA: removed',
    ].join('\n'),
  )
  const inputs = await openInTimeOrder([path], utcCalendar)
  const trace = await traceLogs(inputs, 'A@there.example', { calendar: utcCalendar }, PORTS)
  expect(trace.ids).toEqual(['4DCnd66HyzA'])
  expect(trace.lines.map((line) => line.text.slice(24, 60).trim())).toEqual([
    expect.stringContaining('qmgr'),
    expect.stringContaining('smtp[9]: connect to'),
    expect.stringContaining('smtp[9]: 4DCnd'),
    expect.stringContaining('qmgr'),
  ])
})

test('a record that nobody understands counts among the others of its document', async () => {
  const line =
    'Nov 28 10:00:00 mx postfix/smtp[12]: 4DCnd66Hyz1XPW: to=<a@there.example>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to there.example[203.0.113.2]:25: Connection timed out)'
  const messages = [line, 'something that nobody logs like this', line.replace('XPW', 'XPV')]
  const events = messages.map((message, index) => ({ timestamp: 1_764_000_000_000 + index * 1_000, message }))
  writeFileSync(join(folder, 'events.json'), JSON.stringify({ events, searchedLogStreams: [] }))
  const { lines } = await read('events.json')
  expect(lines).toMatchObject({ read: 3, understood: 2, unknown: 1 })
})
