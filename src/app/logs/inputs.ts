import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { PackedSource } from './packed.ts'

/** How reading of one input ended: what to say about it, or null. */
export type ReadNote = string | null

/** Something to read log lines from. */
export interface LogInput {
  readonly name: string
  /** Octets to read, where that is known; of an archive, packed. */
  readonly sizeBytes: number | null
  /** The last line is not later than this. */
  readonly notAfterMs: number
  readonly lastMonth?: number
  /**
   * Calls `onChunk` with every piece until it answers `stop`. `onPacked` tells how many octets of the input are used up.
   * What cannot be read is a note and not an exception: the part before it still counts.
   */
  read(onChunk: (chunk: Buffer) => 'stop' | void, onPacked?: (bytes: number) => void): Promise<ReadNote>
}

/** What is asked for at once: each asking costs as much as 50 lines do. */
const READ_BYTES = 256 * 1024
/** What is handed on at once: strings of more than 128 KiB are kept apart by V8, which makes them dear. */
const CHUNK_BYTES = 64 * 1024

type Packing = 'plain' | 'gzip' | 'zstd' | keyof typeof UNPACKED_BY

/** What is not read, and the command that unpacks it to a pipe. */
const UNPACKED_BY = { bzip2: 'bzcat', xz: 'xzcat', zip: 'unzip -p' } as const

/** Told by the first octets, for logrotate and KumoMTA name files as they like. */
export function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd'
  if (head[0] === 0x42 && head[1] === 0x5a && head[2] === 0x68) return 'bzip2'
  if (head[0] === 0xfd && head[1] === 0x37 && head[2] === 0x7a && head[3] === 0x58) return 'xz'
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) return 'zip'
  return 'plain'
}

export async function fileInput(path: string): Promise<LogInput> {
  const info = await stat(path)
  const handle = await open(path, 'r')
  const head = Buffer.alloc(4)
  try {
    await handle.read(head, 0, 4, 0)
  } finally {
    await handle.close()
  }
  const packing = packingOf(head)
  return {
    name: path,
    sizeBytes: info.size,
    notAfterMs: info.mtimeMs,
    read: (onChunk, onPacked) => {
      if (packing === 'plain') return readPlain(path, info.size, onChunk, onPacked)
      if (packing !== 'gzip' && packing !== 'zstd')
        return Promise.resolve(
          `packed with ${packing}, which is not read: unpack it to a pipe (${UNPACKED_BY[packing]} FILE | hangup logs -)`,
        )
      const from = (start: number): Readable => createReadStream(path, { start, highWaterMark: CHUNK_BYTES })
      return readPacked({ stream: from(0), again: from }, packing, onChunk, onPacked)
    },
  }
}

/** What unpacks is loaded when something is packed. */
async function readPacked(
  source: PackedSource,
  packing: 'gzip' | 'zstd',
  onChunk: (chunk: Buffer) => 'stop' | void,
  onPacked?: (bytes: number) => void,
): Promise<ReadNote> {
  const { unpack } = await import('./packed.ts')
  return unpack(source, packing, onChunk, onPacked)
}

async function readPlain(
  path: string,
  sizeBytes: number,
  onChunk: (chunk: Buffer) => 'stop' | void,
  onPacked?: (bytes: number) => void,
): Promise<ReadNote> {
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

/** Standard input, a pipe, the output of a program. Packed streams are unpacked. */
export function streamInput(name: string, stream: Readable, nowMs: number): LogInput {
  return {
    name,
    sizeBytes: null,
    notAfterMs: nowMs,
    read: (onChunk, onPacked) =>
      new Promise((resolve) => {
        stream.once('readable', () => {
          const head = stream.read() as Buffer | null
          if (head === null) return resolve(null)
          stream.unshift(head)
          const packing = packingOf(head)
          if (packing === 'gzip' || packing === 'zstd') {
            resolve(readPacked({ stream }, packing, onChunk, onPacked))
            return
          }
          readStream(stream, onChunk, onPacked).then(resolve, (error: unknown) => resolve(messageOf(error)))
        })
        stream.once('error', (error) => resolve(`reading stopped: ${error.message}`))
      }),
  }
}

function readStream(
  stream: Readable,
  onChunk: (chunk: Buffer) => 'stop' | void,
  onPacked?: (bytes: number) => void,
): Promise<ReadNote> {
  return new Promise((resolve) => {
    let total = 0
    stream.on('data', (chunk: Buffer) => {
      total += chunk.length
      if (onChunk(chunk) === 'stop') {
        stream.destroy()
        resolve(null)
      } else onPacked?.(total)
    })
    stream.on('end', () => resolve(null))
    stream.on('error', (error) => resolve(`reading stopped after ${total} octets: ${error.message}`))
  })
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
