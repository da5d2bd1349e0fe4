import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { PackedSource } from './packed/packed-source.ts'
import { packingOf, TELLING_BYTES } from './packed/packing.ts'

/** How reading of one input ended: what to say about it, or null. */
export type ReadNote = string | null

export type OnChunk = (chunk: Buffer) => 'stop' | void
/** How many octets of the input are used up. */
export type OnPacked = (bytes: number) => void
/** Another file begins, in an archive that is read as one input. */
export type OnFile = () => void

/** Something to read log lines from. */
export interface LogInput {
  readonly name: string
  /** What was opened for it: the archive that it is in. undefined: it has that name itself. */
  readonly path?: string
  /** Octets to read, where that is known; of an archive, packed. */
  readonly sizeBytes: number | null
  /** The last line is not later than this. */
  readonly notAfterMs: number
  readonly lastMonth?: number
  /**
   * Calls `onChunk` with every piece until it answers `stop`. What cannot be read is a note and not an exception: the part before it still counts.
   */
  read(onChunk: OnChunk, onPacked?: OnPacked, onFile?: OnFile): Promise<ReadNote>
}

/** What is asked for at once: each asking costs as much as 50 lines do. */
const READ_BYTES = 1024 * 1024
/** What is handed on at once: strings of more than 128 KiB are kept apart by V8, which makes them dear. */
const CHUNK_BYTES = 64 * 1024

/** What a path stands for: a log, or the logs in an archive, each an input of its own. */
export async function fileInputs(path: string): Promise<readonly LogInput[]> {
  const info = await stat(path)
  const whole = { name: path, sizeBytes: info.size, notAfterMs: info.mtimeMs }
  const packing = packingOf(await headOf(path))
  if (packing.kind === 'plain')
    return [{ ...whole, read: (onChunk, onPacked) => readPlain(path, info.size, onChunk, onPacked) }]
  if (packing.kind === 'unread') return [{ ...whole, read: () => Promise.resolve(packing.note) }]
  // What unpacks is loaded when something is packed.
  const { archiveInputs } = await import('./packed/archive-inputs.ts')
  return archiveInputs(whole, () => {
    const from = (start: number): Readable => createReadStream(path, { start, highWaterMark: CHUNK_BYTES })
    return { stream: from(0), again: from }
  })
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(TELLING_BYTES)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function readPlain(path: string, sizeBytes: number, onChunk: OnChunk, onPacked?: OnPacked): Promise<ReadNote> {
  const handle = await open(path, 'r')
  const buffer = Buffer.allocUnsafe(READ_BYTES)
  let total = 0
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) break
      for (let from = 0; from < bytesRead; from += CHUNK_BYTES)
        if (onChunk(buffer.subarray(from, Math.min(from + CHUNK_BYTES, bytesRead))) === 'stop') return null
      total += bytesRead
      onPacked?.(total)
    }
  } catch (error) {
    return `reading stopped after ${total} octets: ${messageOf(error)}`
  } finally {
    await handle.close()
  }
  return total < sizeBytes ? `the file shrank from ${sizeBytes} to ${total} octets while it was read` : null
}

/** Standard input, a pipe, the output of a program. What is packed in it is unpacked. */
export function streamInput(name: string, stream: Readable, nowMs: number): LogInput {
  return {
    name,
    sizeBytes: null,
    notAfterMs: nowMs,
    async read(onChunk, onPacked, onFile) {
      // What nobody listens to Node throws away when the program at the other end is done.
      const hold = (): void => undefined
      stream.on('readable', hold).on('error', hold)
      const { readContents } = await import('./packed/read-contents.ts')
      const source: PackedSource = { stream }
      return readContents(source, onChunk, onPacked, onFile).finally(() => stream.off('readable', hold))
    },
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
