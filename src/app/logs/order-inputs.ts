import { closeSync, constants, createReadStream, openSync, type ReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { openFrames } from '../../wire/syslog/frame-reader.ts'
import { withEnglishMonth } from '../../wire/syslog/local-month.ts'
import type { Calendar } from '../../wire/syslog/stamp.ts'
import { monthAt } from '../../wire/syslog/yearless.ts'
import { withoutCopies, type DatedInput } from './copies/copies.ts'
import { withoutSharedLines } from './copies/shared-lines.ts'
import { expandPaths } from './expand-paths.ts'
import type { LogInput } from './inputs.ts'
import { fileInputs, streamInput } from './inputs.ts'
import { createLineSplitter } from './lines/line-splitter.ts'
import { decoderFor, type Decoder } from './lines/text-decoder.ts'

const PEEK_LINES = 50
/** What has no line with a stamp up to here is no log. */
const PEEK_BYTES = 8_388_608
const TAIL_BYTES = 65_536

/** There is nothing to read in it. */
function emptyFolder(path: string): DatedInput {
  const read = (): Promise<string> => Promise.resolve('a folder that holds no files')
  return { input: { name: path, sizeBytes: 0, notAfterMs: Number.NaN, read }, firstMs: Number.NaN }
}

/**
 * Opens files in the order of their first stamps, so that a rotated set reads as one log whatever its names are. A file without
 * stamps goes last, and what two of them hold counts once. Of a plain file the end is looked at too: its month tells whether a New Year lies in it.
 */
export async function openInTimeOrder(paths: readonly string[], calendar: Calendar): Promise<readonly LogInput[]> {
  const { files, emptyFolders } = await expandPaths(paths)
  const opened: DatedInput[] = emptyFolders.map(emptyFolder)
  for (const path of files) {
    if (!(await stat(path)).isFile()) {
      // A pipe, as `<(zcat …)` is one: nothing in it can be looked at twice.
      opened.push({ input: streamInput(path, openPipe(path), Date.now()), firstMs: Number.NaN })
      continue
    }
    const lastMonth = await lastMonthOf(path)
    for (const input of await fileInputs(path)) {
      const dated: LogInput = lastMonth === undefined || input.name !== path ? input : { ...input, lastMonth }
      opened.push({ input: dated, firstMs: await firstStamp(dated, calendar) })
    }
  }
  const order = (ms: number): number => (Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms)
  const ordered = (await withoutCopies(opened))
    .map((entry, index) => ({ ...entry, index }))
    .sort((a, b) => (order(a.firstMs) === order(b.firstMs) ? a.index - b.index : order(a.firstMs) - order(b.firstMs)))
  return (await withoutSharedLines(ordered, calendar)).map(({ input }) => input)
}

/** Node cannot exit while it opens a pipe that nobody writes to: then we are the one who opens its other end. */
function openPipe(path: string): ReadStream {
  const stream = createReadStream(path)
  const letGo = (): void => {
    try {
      closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK))
    } catch {
      // Nobody waits at this end, or it is no pipe.
    }
  }
  process.once('exit', letGo)
  return stream.once('open', () => process.off('exit', letGo)).once('error', () => process.off('exit', letGo))
}

async function firstStamp(input: LogInput, calendar: Calendar): Promise<number> {
  const frames = openFrames({ calendar, ...input })
  let lines = 0
  let firstMs = Number.NaN
  const splitter = createLineSplitter((_, text, start, end) => {
    if (!Number.isNaN(firstMs) || lines++ > PEEK_LINES) return
    const line = text.slice(start, end)
    const atMs = frames.line(line).atMs
    // Columns of CSV files begin with their time; JSON records carry it as a number.
    firstMs = Number.isNaN(atMs) ? stampInRecord(line) : atMs
  })
  let decoder: Decoder | undefined
  let bytes = 0
  await input.read((chunk) => {
    decoder ??= decoderFor(chunk)
    const octets = decoder === undefined ? chunk : decoder.push(chunk)
    splitter.push(octets, octets.toString('latin1'))
    bytes += chunk.length
    return !Number.isNaN(firstMs) || lines > PEEK_LINES || bytes > PEEK_BYTES ? 'stop' : undefined
  })
  splitter.end()
  return firstMs
}

function stampInRecord(line: string): number {
  const iso = /(?:^|[,"])(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/.exec(
    line.slice(0, 2_000),
  )
  if (iso !== null) return Date.parse((iso[1] ?? '').replace(' ', 'T'))
  const epoch = /"timestamp":(\d{9,10})\b/.exec(line.slice(0, 4_000))
  return epoch === null ? Number.NaN : Number(epoch[1]) * 1000
}

async function lastMonthOf(path: string): Promise<number | undefined> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const length = Math.min(size, TAIL_BYTES)
    const tail = Buffer.alloc(length)
    await handle.read(tail, 0, length, size - length)
    const lines = tail.toString('latin1').split('\n')
    // The first of them may be the end of a longer one.
    for (let index = lines.length - 1; index > 0; index--) {
      const written = lines[index] ?? ''
      const line = withEnglishMonth(written, 0) ?? written
      const month = monthAt(line, 0)
      if (month >= 0 && /^... [ \d]\d \d\d:\d\d:\d\d /.test(line.slice(0, 17))) return month
    }
    return undefined
  } finally {
    await handle.close()
  }
}
