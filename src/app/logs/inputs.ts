import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Gunzip, ZstdDecompress } from 'node:zlib'
import { createGunzip, createZstdDecompress } from 'node:zlib'

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

const CHUNK_BYTES = 64 * 1024

type Packing = 'plain' | 'gzip' | 'zstd' | 'bzip2' | 'xz'

/** Told by the first octets, for logrotate and KumoMTA name files as they like. */
export function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd'
  if (head[0] === 0x42 && head[1] === 0x5a && head[2] === 0x68) return 'bzip2'
  if (head[0] === 0xfd && head[1] === 0x37 && head[2] === 0x7a && head[3] === 0x58) return 'xz'
  return 'plain'
}

function unpacker(packing: 'gzip' | 'zstd'): Gunzip | ZstdDecompress {
  return packing === 'gzip'
    ? createGunzip({ chunkSize: CHUNK_BYTES })
    : createZstdDecompress({ chunkSize: CHUNK_BYTES })
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
      if (packing === 'bzip2' || packing === 'xz')
        return Promise.resolve(
          `packed with ${packing}, which is not read: unpack it to a pipe (${packing === 'xz' ? 'xzcat' : 'bzcat'} FILE | hangup logs -)`,
        )
      return readPacked(createReadStream(path, { highWaterMark: CHUNK_BYTES }), packing, onChunk, onPacked)
    },
  }
}

async function readPlain(
  path: string,
  sizeBytes: number,
  onChunk: (chunk: Buffer) => 'stop' | void,
  onPacked?: (bytes: number) => void,
): Promise<ReadNote> {
  const handle = await open(path, 'r')
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  let total = 0
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) break
      total += bytesRead
      if (onChunk(buffer.subarray(0, bytesRead)) === 'stop') return null
      onPacked?.(total)
    }
  } catch (error) {
    return `reading stopped after ${total} octets: ${messageOf(error)}`
  } finally {
    await handle.close()
  }
  return total < sizeBytes ? `the file shrank from ${sizeBytes} to ${total} octets while it was read` : null
}

/**
 * An archive may have several parts, one after the other (KumoMTA's segments, `cat a.zst b.zst`): where one ends before its input does, the
 * next begins. Data events are taken as they come, so that what was unpacked before damage is not lost.
 */
async function readPacked(
  source: Readable,
  packing: 'gzip' | 'zstd',
  onChunk: (chunk: Buffer) => 'stop' | void,
  onPacked?: (bytes: number) => void,
): Promise<ReadNote> {
  let packed = 0
  let stopped = false
  const take = (chunk: Buffer): void => {
    if (!stopped && onChunk(chunk) === 'stop') stopped = true
  }
  let part = openPart(packing, take)
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      for (let rest = chunk; rest.length > 0 && !stopped;) {
        // Zeros fill the last block of a tape.
        if (part.ended() && rest.every((octet) => octet === 0)) break
        if (part.ended()) part = openPart(packing, take)
        rest = rest.subarray(await part.write(rest))
      }
      packed += chunk.length
      onPacked?.(packed)
      if (stopped) return null
    }
  } catch (error) {
    if (!part.failed()) return `reading stopped after ${packed} octets: ${messageOf(error)}`
    return `the archive is truncated or damaged (${messageOf(error)}): only its beginning was read`
  } finally {
    source.destroy()
  }
  const end = await part.end()
  return end === null ? null : `the archive is truncated or damaged (${end}): only its beginning was read`
}

/** One part of an archive while it is unpacked. */
interface Part {
  /** How many octets it used: fewer than it got, when it ends before them. */
  write(chunk: Buffer): Promise<number>
  readonly ended: () => boolean
  readonly failed: () => boolean
  /** What was wrong with its end, or null. */
  end(): Promise<string | null>
}

function openPart(packing: 'gzip' | 'zstd', onData: (chunk: Buffer) => void): Part {
  const unpack = unpacker(packing)
  let ended = false
  let failure: Error | undefined
  let wake: () => void = () => undefined
  unpack.on('data', onData)
  unpack.on('end', () => {
    ended = true
    wake()
  })
  unpack.on('error', (error) => {
    failure = error
    wake()
  })
  return {
    async write(chunk) {
      const before = unpack.bytesWritten
      await new Promise<void>((resolve) => {
        wake = resolve
        unpack.write(chunk, () => resolve())
      })
      if (failure !== undefined) throw failure
      // A part that is over may have used nothing: what is left of the input is another's, or rubbish.
      const used = unpack.bytesWritten - before
      return ended ? used : chunk.length
    },
    ended: () => ended,
    failed: () => failure !== undefined,
    end: () =>
      new Promise((resolve) => {
        const finish = (): void => resolve(failure === undefined ? null : failure.message)
        if (ended || failure !== undefined) return finish()
        wake = finish
        unpack.end()
      }),
  }
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
            resolve(readPacked(stream, packing, onChunk, onPacked))
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
