import { open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Clock } from '../../domain/ports.ts'
import type { LogsOptions } from './analyse.ts'
import type { AnalysisPorts } from './analysis.ts'
import { openAnalysis } from './analysis.ts'
import type { InputAnalysis } from './analysis.ts'
import type { LogsDocument } from './document.ts'
import { readRestInCopy } from './rest-in-copy.ts'

export interface FollowOptions extends LogsOptions {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  /** Read what the file holds already; else only what is added from now on. */
  readonly fromStart?: boolean
  /** After each look that brought something: what is known by now. */
  readonly onLook?: (document: LogsDocument) => void
}

interface Followed {
  readonly path: string
  readonly reading: InputAnalysis
  handle: FileHandle | undefined
  inode: number
  /** When it was last written to, as of the last look. */
  writtenMs: number
  position: number
  /** What stands before `position`, as far as it is kept. */
  before: Buffer
  /** The file that has the name now: held from the first look on, for it may be renamed too before it is read. */
  successor: FileHandle | undefined
  /** Looks since another file has the name. */
  replacedFor: number
}

const CHUNK_BYTES = 64 * 1024
/** A file that was emptied and has grown again holds something else there. */
const KEPT_BYTES = 256
const NOTHING = Buffer.alloc(0)
/** Looks after which the old file is left, though somebody still writes to it. */
const LONGEST_FAREWELL = 20

/**
 * Follows files as they grow, across rotation (another file under the name: the old one is read until nobody writes to it any more) and
 * truncation (`copytruncate`: the file is shorter than what was read, or holds something else there; what the copy has more is read first). A file that is gone is waited for. Ends
 * when the signal says so.
 */
export async function followLogs(
  paths: readonly string[],
  options: FollowOptions,
  ports: AnalysisPorts,
): Promise<LogsDocument> {
  const analysis = openAnalysis(options, ports)
  const files: Followed[] = paths.map((path) => ({
    path,
    reading: analysis.input(path, { notAfterMs: options.clock.now() }),
    handle: undefined,
    inode: -1,
    writtenMs: Number.NaN,
    position: 0,
    before: NOTHING,
    successor: undefined,
    replacedFor: 0,
  }))
  let fromStart = options.fromStart ?? false
  try {
    while (!options.signal.aborted) {
      let brought = false
      for (const file of files) brought = (await look(file, fromStart)) || brought
      // A file that appears later, after a rotation, is new from its first octet.
      fromStart = true
      if (brought) options.onLook?.(analysis.document(false))
      await options.clock.sleep(options.everyMs ?? 500, options.signal).catch(() => undefined)
    }
  } finally {
    for (const file of files) {
      file.reading.end()
      await file.handle?.close()
      await file.successor?.close()
    }
  }
  return analysis.document()
}

async function look(file: Followed, fromStart: boolean): Promise<boolean> {
  const info = await stat(file.path).catch(() => undefined)
  // Whoever writes has the old file open until it is told to open the new one, which may not be there yet.
  if (file.handle !== undefined && info?.ino !== file.inode) {
    if (info !== undefined) file.successor ??= await open(file.path, 'r').catch(() => undefined)
    const brought = await drain(file)
    if (file.successor === undefined || !isLeft(file, brought)) return brought
    await passTo(file, file.successor)
    return drain(file)
  }
  if (info === undefined) return false
  if (file.handle === undefined) {
    file.handle = await open(file.path, 'r').catch(() => undefined)
    if (file.handle === undefined) return false
    file.inode = info.ino
    file.position = fromStart ? 0 : info.size
    file.before = NOTHING
  } else if (info.size < file.position || (info.mtimeMs !== file.writtenMs && (await isAnother(file)))) {
    await readRestInCopy(file.path, file, (chunk) => file.reading.push(chunk))
    file.position = 0
    file.before = NOTHING
    file.reading.restart()
  }
  file.writtenMs = info.mtimeMs
  return drain(file)
}

/** Another file has had the name for a look, and the old one was quiet. */
function isLeft(file: Followed, brought: boolean): boolean {
  const since = file.replacedFor++
  return (since > 0 && !brought) || since >= LONGEST_FAREWELL
}

async function passTo(file: Followed, successor: FileHandle): Promise<void> {
  await file.handle?.close()
  file.handle = successor
  file.inode = (await successor.stat()).ino
  file.position = 0
  file.before = NOTHING
  file.successor = undefined
  file.replacedFor = 0
  file.reading.restart()
}

/** Does something else stand before `position` than what was read there? */
async function isAnother({ handle, before, position }: Followed): Promise<boolean> {
  const now = Buffer.alloc(before.length)
  await handle?.read(now, 0, now.length, position - now.length)
  return !now.equals(before)
}

async function drain(file: Followed): Promise<boolean> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  let brought = false
  for (;;) {
    const read = await file.handle?.read(buffer, 0, buffer.length, file.position)
    if (read === undefined || read.bytesRead === 0) return brought
    file.reading.push(buffer.subarray(0, read.bytesRead))
    file.position += read.bytesRead
    file.before = Buffer.concat([file.before, buffer.subarray(0, read.bytesRead)]).subarray(-KEPT_BYTES)
    brought = true
  }
}
