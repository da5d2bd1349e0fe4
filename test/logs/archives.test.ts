import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { analyseLogs } from '../../src/app/logs/analyse.ts'
import { LOG_FORMATS } from '../../src/app/logs/formats.ts'
import { streamInput } from '../../src/app/logs/inputs.ts'
import { openInTimeOrder } from '../../src/app/logs/order-inputs.ts'
import { utcCalendar } from '../../src/wire/syslog/stamp.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import { tarMember, tarOf, zipOf, type Packed } from './write-archives.ts'

const PORTS = { readText: () => undefined, causeOf: () => null, isReceiver: () => false, formats: LOG_FORMATS }

const LINES: string[] = []
const TRUTH = writePostfixLog({ seed: 8, messages: 300 }, (line) => LINES.push(line))
const TEXT = `${LINES.join('\n')}\n`

function part(from: number, to: number): string {
  const at = (share: number): number => Math.floor(LINES.length * share)
  return LINES.slice(at(from), at(to)).join('\n')
}

/** A rotated set in the order of its names, which is the newest first; the last lines have no end. */
const ROTATED: readonly Packed[] = [
  { name: 'var/log/mail.log', data: part(0.75, 1) },
  { name: 'var/log/mail.log.1', data: part(0.5, 0.75) },
  { name: 'var/log/mail.log.2.gz', data: gzipSync(part(0.25, 0.5)) },
  { name: 'var/log/mail.log.3.zst', data: zstdCompressSync(Buffer.from(part(0, 0.25))) },
]

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hangup-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function read(octets: Buffer) {
  const path = join(folder, 'logs')
  writeFileSync(path, octets)
  return analyseLogs(await openInTimeOrder([path], utcCalendar), { calendar: utcCalendar }, PORTS)
}

function piped(octets: Buffer, chunkBytes = 65_536) {
  const chunks: Buffer[] = []
  for (let at = 0; at < octets.length; at += chunkBytes) chunks.push(octets.subarray(at, at + chunkBytes))
  const input = streamInput('-', Readable.from(chunks, { objectMode: false }), Date.UTC(2024, 11, 31))
  return analyseLogs([input], { calendar: utcCalendar }, PORTS)
}

const FORMS: readonly (readonly [string, (files: readonly Packed[]) => Buffer])[] = [
  ['tar', tarOf],
  ['tar, packed', (files) => gzipSync(tarOf(files))],
  ['tar with sizes in base 256', (files) => tarOf(files, true)],
  ['ZIP', zipOf],
  ['ZIP that was written to a pipe', (files) => zipOf(files, { streamed: true })],
  ['ZIP with its files as they are', (files) => zipOf(files, { method: 0 })],
  ['ZIP with zstd', (files) => zipOf(files, { method: 93 })],
  ['tar in a ZIP', (files) => zipOf([{ name: 'logs.tar', data: tarOf(files) }])],
]

describe('an archive of a rotated set, packed files in it', () => {
  test.each(FORMS)('%s: its files are read in the order of their times', async (_, archive) => {
    const document = await read(archive(ROTATED))
    expect(document.lines.read).toBe(TRUTH.lines)
    expect(document.attempts).toEqual(TRUTH.attempts)
    expect(document.queue).toEqual(TRUTH.queue)
    expect(document.inputs.map(({ name }) => /[^/]+$/.exec(name)?.[0])).toEqual([
      'mail.log.3.zst',
      'mail.log.2.gz',
      'mail.log.1',
      'mail.log',
    ])
    expect(document.inputs.map(({ note }) => note)).toEqual([null, null, null, null])
  })

  test.each(FORMS)('%s, through a pipe, cut anywhere: in its own order, and it is said', async (_, archive) => {
    for (const size of [65_536, 1_021]) {
      const document = await piped(archive(ROTATED), size)
      expect(document.lines.read).toBe(TRUTH.lines)
      expect(document.attempts).toEqual(TRUTH.attempts)
      expect(document.inputs[0]?.note).toMatch(/^4 files .* order/)
    }
  })

  test.each(FORMS)('%s, cut short: what is there is read, and it is said', async (_, archive) => {
    const octets = archive(ROTATED)
    const document = await read(octets.subarray(0, Math.floor(octets.length / 3)))
    expect(document.lines.read).toBeGreaterThan(TRUTH.lines / 10)
    expect(document.lines.read).toBeLessThan(TRUTH.lines)
    expect(document.inputs.flatMap(({ note }) => note ?? []).join()).toMatch(/truncated|cut|ends within/)
  })
})

test.each([
  ["GNU's", [...tarMember('././@LongLink', Buffer.from(`${'long/'.repeat(40)}mäil.log\0`), 'L')]],
  ["POSIX'", [...tarMember('x', Buffer.from(`219 path=${'long/'.repeat(40)}mäil.log\n`), 'x')]],
])('a long name of a file in a tar, %s way', async (_, before) => {
  const document = await read(Buffer.concat([...before, tarOf([{ name: 'short', data: TEXT }])]))
  expect(document.lines.read).toBe(TRUTH.lines)
  expect(document.inputs[0]?.name).toBe(`${join(folder, 'logs')}/${'long/'.repeat(40)}mäil.log`)
})

test('the year of a file comes from the date that the archive has of it', async () => {
  const changedAtMs = Date.UTC(2021, 4, 2)
  expect((await read(tarOf([{ name: 'mail.log', data: TEXT, changedAtMs }]))).period.start).toMatch(/^2021-05-01/)
})

test('an archive whose files have no date worth the name is as old as it is itself', async () => {
  const { period } = await read(tarOf([{ name: 'mail.log', data: TEXT, changedAtMs: 0 }]))
  expect(Number(period.start?.slice(0, 4))).toBeGreaterThan(2023)
})

test('what to do next names the archive, for nobody can open a file in it', async () => {
  const files = [
    { name: 'a.log', data: part(0, 0.5) },
    { name: 'b.log', data: part(0.5, 1) },
  ]
  const path = join(folder, 'logs')
  const next = (await read(tarOf([...files, { name: 'c.xz', data: Buffer.from('\u00fd7zXZ\0\0\u0004', 'latin1') }])))
    .next
  const commands = next.filter((command) => command.startsWith('hangup logs '))
  expect(commands.length).toBeGreaterThan(0)
  for (const command of commands) expect(command).toMatch(new RegExp(`^hangup logs ${path} --`))
})

test.each([
  ['tar', tarOf],
  ['ZIP', zipOf],
])('names as long as nobody writes them are cut: %s', async (_, archive) => {
  const name = `${'-'.repeat(60_000)}.log`
  const long = archive === tarOf ? [...tarMember('x', Buffer.from(`60016 path=${name}\n`), 'x')] : []
  const document = await read(Buffer.concat([...long, archive([{ name: archive === tarOf ? 'a' : name, data: TEXT }])]))
  expect(document.lines.read).toBe(TRUTH.lines)
  expect(document.inputs[0]?.name).toBe(`${join(folder, 'logs')}/${name.slice(-255)}`)
})

describe('what is not read is named, with what to do', () => {
  const BZIP2 = Buffer.from('BZh91AY&SY and so on')
  const XZ = Buffer.from('\u00fd7zXZ\0\0\u0004', 'latin1')

  test.each([
    ['bzip2', BZIP2, 'bzcat'],
    ['xz', XZ, 'xzcat'],
    ['compress', Buffer.from([0x1f, 0x9d, 0x90]), 'uncompress -c'],
    ["systemd's journal", Buffer.from('LPKSHHRH\0\0\0\0'), 'journalctl --file'],
  ])('%s, through a pipe or by name', async (what, octets, command) => {
    for (const document of [await piped(octets), await read(octets)]) {
      expect(document.lines.read).toBe(0)
      expect(document.inputs[0]?.note).toContain(what)
      expect(document.inputs[0]?.note).toContain(command)
    }
  })

  test('a file in an archive', async () => {
    const document = await read(tarOf([{ name: 'mail.log.2.xz', data: XZ }, ...ROTATED]))
    expect(document.attempts).toEqual(TRUTH.attempts)
    expect(document.inputs.at(-1)?.note).toMatch(/^mail\.log\.2\.xz: packed with xz/)
  })

  test('a file that is encrypted, or packed otherwise', async () => {
    for (const [form, why] of [
      [{ flags: 1 }, /mail\.log was passed over: it is encrypted/],
      [{ method: 14 }, /mail\.log was passed over: it is packed by method 14/],
    ] as const) {
      const document = await read(Buffer.concat([zipOf([{ name: 'mail.log', data: TEXT }], form), zipOf(ROTATED)]))
      expect(document.attempts).toEqual(TRUTH.attempts)
      expect(document.inputs.at(-1)?.note).toMatch(why)
      expect(document.inputs.at(-1)?.note).not.toContain('damaged')
    }
  })

  test('a workbook', async () => {
    const octets = zipOf(['[Content_Types].xml', 'xl/workbook.xml'].map((name) => ({ name, data: '<xml/>' })))
    const document = await read(octets)
    expect(document.lines.read).toBe(0)
    expect(document.inputs[0]?.note).toMatch(/office.*CSV/)
  })
})

test('folders, empty files and what macOS puts beside each file are none', async () => {
  const files = [
    { name: 'logs/', data: '' },
    { name: 'logs/empty', data: '' },
    { name: 'logs/._mail.log', data: 'Mac OS X' },
    { name: 'logs/mail.log', data: TEXT },
  ]
  for (const octets of [tarOf(files), zipOf(files), zipOf(files, { method: 0 }), zipOf(files, { streamed: true })]) {
    const document = await read(octets)
    expect(document.lines.read).toBe(TRUTH.lines)
    expect(document.inputs.map(({ note }) => note)).toEqual([null])
  }
})

test('files of an archive are each looked at anew: UTF-16 beside plain text', async () => {
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(part(0.5, 1), 'utf16le')])
  const files = [
    { name: 'a', data: part(0, 0.5) },
    { name: 'b', data: wide },
  ]
  for (const document of [await read(zipOf(files)), await piped(zipOf(files))])
    expect(document.attempts).toEqual(TRUTH.attempts)
})

test('damage in a ZIP: the files behind it are read', async () => {
  const octets = zipOf([{ name: 'bad', data: TEXT }, ...ROTATED])
  octets.fill(0xff, 2_000, 2_100)
  const document = await read(octets)
  expect(document.lines.read).toBeGreaterThanOrEqual(TRUTH.lines)
  expect(document.inputs.at(-1)?.note).toMatch(/bad is damaged/)
})

test('a bomb in an archive is left after 64 MiB without a log line', async () => {
  const bomb = gzipSync(gzipSync(Buffer.alloc(200_000_000)))
  for (const octets of [zipOf([{ name: 'a', data: bomb }]), gzipSync(tarOf([{ name: 'a', data: bomb }])), bomb])
    expect((await read(octets)).inputs[0]?.note).toMatch(/^stopped: 64 MiB without/)
})

test('bombs beside each other are left too, and not unpacked once for each', async () => {
  const data = gzipSync(Buffer.alloc(200_000_000))
  const document = await read(zipOf(Array.from({ length: 15 }, (_, index) => ({ name: `${index}.log`, data }))))
  // One input, and not fifteen: each would be unpacked as far as the one before it.
  expect(document.inputs.map(({ note }) => note)).toEqual([expect.stringMatching(/^stopped: 64 MiB without/)])
})

test('what a program wrote before it ended is read, though nobody listened until then', async () => {
  const child = spawn('printf', ['%s\\n', LINES[0] ?? ''], { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines: string[] = []
  const reading = streamInput('-', child.stdout, 0).read((chunk) => void lines.push(chunk.toString()))
  await once(child, 'close')
  await reading
  expect(lines.join('')).toBe(`${LINES[0]}\n`)
})

test('octets changed anywhere in an archive: it is read to its end, and nothing is thrown', async () => {
  const few: readonly Packed[] = [
    { name: 'a', data: part(0, 0.1) },
    { name: 'b.gz', data: gzipSync(part(0.1, 0.2)) },
    { name: 'c.zst', data: zstdCompressSync(Buffer.from(part(0.2, 0.3))) },
  ]
  const archives = FORMS.map(([, archive]) => archive(few))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...archives),
      fc.array(fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 30 })), { minLength: 1, maxLength: 5 }),
      async (archive, edits) => {
        const octets = Buffer.from(archive)
        for (const [where, put] of edits)
          octets.set(put.subarray(0, octets.length - (where % octets.length)), where % octets.length)
        const document = await piped(octets, 5_003)
        expect(document.inputs).toHaveLength(1)
      },
    ),
    { numRuns: 100 },
  )
})
