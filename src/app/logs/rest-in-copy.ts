import { open, readdir, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const CHUNK_BYTES = 64 * 1024
/** Names beside the log that are looked at. */
const MOST_COPIES = 200

/**
 * `copytruncate`: what was written between our last look and the truncation stands in the copy that was made just before, in the same folder
 * under a longer name (`mail.log.1`, `mail.log-20261130`). It is the copy that has the same octets before `position`, and is read from there.
 */
export async function readRestInCopy(
  path: string,
  { position, before }: { readonly position: number; readonly before: Buffer },
  push: (chunk: Buffer) => void,
): Promise<void> {
  if (before.length === 0) return
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => [])
  const copies = names.filter((name) => name.startsWith(basename(path)) && name !== basename(path))
  for (const path of await newestFirst(copies.slice(0, MOST_COPIES).map((name) => join(folder, name)))) {
    const copy = await open(path, 'r').catch(() => undefined)
    if (copy === undefined) continue
    try {
      if (!(await holds(copy, before, position - before.length))) continue
      await readFrom(copy, position, push)
      return
    } catch {
      // It went away, or cannot be read: it tells nothing.
    } finally {
      await copy.close()
    }
  }
}

async function newestFirst(paths: readonly string[]): Promise<readonly string[]> {
  const aged = await Promise.all(
    paths.map(async (path) => {
      const info = await stat(path).catch(() => undefined)
      return { path, writtenMs: info?.isFile() === true ? info.mtimeMs : Number.NaN }
    }),
  )
  return aged
    .filter(({ writtenMs }) => !Number.isNaN(writtenMs))
    .sort((a, b) => b.writtenMs - a.writtenMs)
    .map(({ path }) => path)
}

async function holds(copy: FileHandle, octets: Buffer, at: number): Promise<boolean> {
  const there = Buffer.alloc(octets.length)
  const { bytesRead } = await copy.read(there, 0, there.length, at)
  return bytesRead === octets.length && there.equals(octets)
}

async function readFrom(copy: FileHandle, from: number, push: (chunk: Buffer) => void): Promise<void> {
  for (let at = from; ;) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    const { bytesRead } = await copy.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return
    push(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
}
