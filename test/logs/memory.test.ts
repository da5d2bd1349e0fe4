import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const LINES = 330_000
/**
 * What reading takes with ten million lines, too, above what the loaded program takes: from source, whose types Node strips first, that is 125 MB
 * and differs from machine to machine; the published one takes 145 MB in all. V8's young generation alone took 134 MB while it was let grow.
 */
const LIMIT_MEGABYTES = 120

const READER = `
import { steadyHeap } from '${new URL('../../src/surface/cli/steady-heap.ts', import.meta.url).href}'
import { openLogs } from '${new URL('../../src/app/logs/open-logs.ts', import.meta.url).href}'
import { readFileSync } from 'node:fs'
steadyHeap()
// The kernel's own word, where there is one: maxRSS begins with what the process that started this one had.
const kilobytesOf = (field) => {
  try {
    return Number(new RegExp(field + ':\\\\s+(\\\\d+)').exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}
const loadedKilobytes = kilobytesOf('VmRSS')
const { attempts, server, lines, folded, byDestination } = await openLogs(['-'], {})
const sum = byDestination.reduce((total, row) => total + row.sent + row.deferred, 0)
console.log(JSON.stringify({ attempts, server, lines, folded, sum, megabytes: (kilobytesOf('VmHWM') - loadedKilobytes) / 1024 }))`

/** Reads generated lines in a process of its own, whose peak is its own. */
async function measured(line: (index: number) => string): Promise<Measured> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', READER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const ended = once(child, 'close')
  await pipeline(
    Readable.from(
      (function* () {
        for (let from = 0; from < LINES; from += 1_000)
          yield Array.from({ length: 1_000 }, (_, index) => `${line(from + index)}\n`).join('')
      })(),
    ),
    child.stdin,
  )
  await ended
  return JSON.parse(out) as Measured
}

interface Measured {
  readonly attempts: { readonly sent: number; readonly deferred: number }
  readonly folded: Readonly<Record<string, number>>
  readonly lines: { readonly understood: number }
  readonly sum: number
  readonly megabytes: number
}

const id = (index: number): string => (0x4d0000000 + index).toString(16).toUpperCase()
const lost = (index: number): string =>
  `May  1 00:00:00 mail postfix/smtp[9]: ${id(index)}: to=<a@d${index}.example>, relay=mx.d${index}.example[203.0.113.2]:25, delay=1, delays=0.1/0/0.5/0.4, dsn=4.4.2, status=deferred (lost connection with mx.d${index}.example[203.0.113.2] while sending RCPT TO)`
const connecting = (index: number): string =>
  `May  1 00:00:00 h${index % 1_000} postfix/smtp[${index}]: connect to mx${index}.there.example[203.0.113.1]:25: Connection refused`
const queued = (index: number): string =>
  `May  1 00:00:00 mail postfix/qmgr[2]: ${id(index)}: from=<s@home.example>, size=${index}, nrcpt=1 (queue active)`
const FIELDS = '#Fields: date-time,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context'
const session = (index: number): string =>
  index === 0
    ? FIELDS
    : `2024-05-01T00:00:00.000Z,08DC${id(index)},0,192.0.2.1:5,203.0.113.9:25,<,220 mx${index}.example,`

describe('memory does not grow with what a log names', { timeout: 120_000 }, () => {
  test.each([
    ['destinations and hosts', lost, 'destinations'],
    ['delivery processes', connecting, 'processes'],
    ['queue ids that are never finished', queued, 'queueIds'],
    ['sessions of Exchange that never end', session, 'sessions'],
  ])('%s', async (_, line, folded) => {
    const { megabytes, lines, attempts, sum, ...document } = await measured(line)
    expect(megabytes).toBeLessThan(LIMIT_MEGABYTES)
    expect(document.folded[folded]).toBeGreaterThan(LINES / 6)
    expect(lines.understood).toBe(LINES)
    expect(sum).toBe(attempts.sent + attempts.deferred)
  })
})

test('rows that were folded are summed up in one, to the last attempt', () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => lost(index % 2_500))
  const { document } = analyseText(lines.join('\n'), { limits: { destinations: 100, mxs: 100 } })
  for (const rows of [document.byDestination, document.byMx]) {
    expect(rows.length).toBeLessThanOrEqual(101)
    expect(rows.reduce((sum, row) => sum + row.deferred, 0)).toBe(5_000)
    expect(rows.reduce((sum, row) => sum + (row.failures['drop.lost@rcpt'] ?? 0), 0)).toBe(5_000)
  }
  expect(document.byDestination.at(-1)?.domain).toBe('(other)')
})
