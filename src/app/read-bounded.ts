import { open } from 'node:fs/promises'

const CHUNK_BYTES = 256 * 1024

/**
 * The octets of a file to its end, as it is while it is read: of a pipe, a device or a file that grows, no size is known beforehand.
 * undefined: there are more than `limitBytes`.
 */
export async function readBounded(path: string, limitBytes: number): Promise<Buffer | undefined> {
  const file = await open(path, 'r')
  try {
    const chunks: Buffer[] = []
    let total = 0
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null)
      if (bytesRead === 0) return Buffer.concat(chunks)
      total += bytesRead
      if (total > limitBytes) return undefined
      chunks.push(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
