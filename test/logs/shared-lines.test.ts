import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { analyseLogs } from '../../src/app/logs/analyse.ts'
import { LOG_FORMATS } from '../../src/app/logs/formats.ts'
import { openInTimeOrder } from '../../src/app/logs/order-inputs.ts'
import { utcCalendar } from '../../src/wire/syslog/stamp.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'

const PORTS = { readText: () => undefined, causeOf: () => null, isReceiver: () => false, formats: LOG_FORMATS }

const LINES: string[] = []
const TRUTH = writePostfixLog({ seed: 9, messages: 400 }, (line) => LINES.push(line))
const HALF = Math.floor(LINES.length / 2)
/** The same lines beside those of other programs. */
const SYSLOG = LINES.flatMap((line, index) =>
  index % 3 === 0 ? [`${line.slice(0, 15)} mail systemd[1]: Started session ${index}.`, line] : [line],
)

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hangup-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function read(files: Readonly<Record<string, readonly string[]>>) {
  for (const [name, lines] of Object.entries(files)) {
    const text = `${lines.join('\n')}\n`
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  }
  const paths = Object.keys(files).map((name) => join(folder, name))
  return analyseLogs(await openInTimeOrder(paths, utcCalendar), { calendar: utcCalendar }, PORTS)
}

test.each<[string, Readonly<Record<string, readonly string[]>>]>([
  ['all, and only the warnings', { 'mail.log': LINES, 'mail.warn': LINES.filter((line) => line.includes('warning:')) }],
  ['the log of everything', { 'mail.log': LINES, syslog: SYSLOG }],
  ['rotated at other times', { 'mail.log': LINES, 'syslog.1.gz': SYSLOG.slice(0, 900), syslog: SYSLOG.slice(900) }],
  ['the log of everything, which begins later', { 'mail.log': LINES, syslog: SYSLOG.slice(1_500) }],
  [
    'both rotated',
    {
      'mail.log': LINES.slice(HALF),
      'mail.log.1': LINES.slice(0, HALF),
      'messages-20240501': SYSLOG.slice(0, 700),
      messages: SYSLOG.slice(700),
    },
  ],
])('a line that syslog wrote to several files counts once: %s', async (_, files) => {
  const document = await read(files)
  expect(document.attempts).toEqual(TRUTH.attempts)
  expect(document.server).toEqual(TRUTH.server)
  expect(document.queue).toEqual(TRUTH.queue)
  expect(document.inputs.some(({ note }) => /that another of these logs holds too/.test(note ?? ''))).toBe(true)
})

test('lines of two servers all count, though some are the same', async () => {
  const other = LINES.map((line, index) => (index % 5 === 0 ? line : line.replace(' mail ', ' mx2 ')))
  const document = await read({ 'mx1.log': LINES, 'second.log': other })
  expect(document.lines.read).toBe(2 * TRUTH.lines)
  expect(document.inputs.map(({ note }) => note)).toEqual([null, null])
})
