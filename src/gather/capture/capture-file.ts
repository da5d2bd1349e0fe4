import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { Readable, type Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { fileTrouble } from '../../base/file-trouble.ts'

const CHUNK_BYTES = 1 << 20

/** How reading a capture went. A file that is cut, or whose compression is damaged, is read up to there. */
export type CaptureRead =
  | { readonly kind: 'read'; readonly note?: string }
  | { readonly kind: 'unreadable'; readonly why: string }

/** Takes a piece; `stop` when nothing of what follows is wanted: a device or a pipe may have no end. */
type Take = (chunk: Uint8Array) => 'stop' | void

/**
 * Reads a capture from a file, or from standard input (`-`), unpacking gzip and zstd by their magic numbers.
 * Chunks are borrowed: the buffer is used again.
 */
export async function readCapture(path: string, take: Take): Promise<CaptureRead> {
  if (path === '-') return unpack(process.stdin, take)
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    return { kind: 'unreadable', why: fileTrouble(error) }
  }
  try {
    const buffer = new Uint8Array(CHUNK_BYTES)
    let length = readSync(file, buffer)
    if (packing(buffer.subarray(0, length)) !== 'none')
      return await unpack(createReadStream(path, { highWaterMark: CHUNK_BYTES }), take)
    while (length > 0) {
      if (take(buffer.subarray(0, length)) === 'stop') break
      length = readSync(file, buffer)
    }
    return { kind: 'read' }
  } catch (error) {
    return { kind: 'unreadable', why: fileTrouble(error) }
  } finally {
    closeSync(file)
  }
}

/** Reads a capture that lies in memory. */
export async function readCaptureBytes(bytes: Uint8Array, take: Take): Promise<CaptureRead> {
  if (packing(bytes) === 'none') {
    take(bytes)
    return { kind: 'read' }
  }
  return unpack(Readable.from([bytes]), take)
}

async function unpack(source: Readable, take: Take): Promise<CaptureRead> {
  let transform: Transform | undefined
  let first = true
  let failed: string | undefined
  let isWanted = true
  const drained = Promise.withResolvers<void>()
  try {
    for await (const piece of source) {
      const chunk = piece as Uint8Array
      if (first) {
        first = false
        const how = packing(chunk)
        if (how !== 'none') {
          transform = how === 'gzip' ? createGunzip() : createZstdDecompress()
          transform.on('data', (unpacked: Uint8Array) => (isWanted &&= take(unpacked) !== 'stop'))
          transform.once('end', drained.resolve)
          transform.once('error', (error) => {
            failed = error.message
            drained.resolve()
          })
        }
      }
      if (transform === undefined) isWanted = take(chunk) !== 'stop'
      if (!isWanted) {
        transform?.destroy()
        return { kind: 'read' }
      }
      if (failed !== undefined) break
      if (transform?.write(chunk) === false)
        await Promise.race([new Promise((resolve) => transform?.once('drain', resolve)), drained.promise])
    }
  } catch (error) {
    return { kind: 'unreadable', why: fileTrouble(error) }
  }
  if (transform !== undefined && failed === undefined) {
    transform.end()
    await drained.promise
  }
  return failed === undefined
    ? { kind: 'read' }
    : { kind: 'read', note: `the compressed data are damaged or cut: ${failed}` }
}

function packing(head: Uint8Array): 'none' | 'gzip' | 'zstd' {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd'
  return 'none'
}
