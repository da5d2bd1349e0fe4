import { open } from 'node:fs/promises'
import type { Files } from '../../domain/ports.ts'

const DEFAULT_LIMIT_BYTES = 4 * 1024 * 1024

/** Text files of this machine, read as UTF-8. A directory, a missing or an unreadable file is undefined. */
export const systemFiles: Files = {
  async readText(path, limitBytes = DEFAULT_LIMIT_BYTES) {
    try {
      const file = await open(path, 'r')
      try {
        return await readUpTo(file, limitBytes)
      } finally {
        await file.close()
      }
    } catch {
      return undefined
    }
  },
}

/** Reads until the end or the limit: files of /proc claim to be empty, so their size says nothing. */
async function readUpTo(file: Awaited<ReturnType<typeof open>>, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let total = 0
  while (total < limitBytes) {
    const buffer = Buffer.alloc(Math.min(65_536, limitBytes - total))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
    if (bytesRead === 0) break
    chunks.push(buffer.subarray(0, bytesRead))
    total += bytesRead
  }
  return Buffer.concat(chunks).toString('utf8')
}
