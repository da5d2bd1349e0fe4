import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ExplainInput } from './explain.ts'

/** What could not be read, with what was attempted and what came back. */
export type Unreadable = (file: string, why: string) => void

const LIMIT_BYTES = 256 * 1024 * 1024
const MOST_FILES = 100_000

/**
 * The texts that arguments name: files, maildirs (`cur` and `new`, `tmp` is unfinished), folders of mails, mboxes. A file that cannot be read
 * is told and left out. In the order of their names, so that two runs give the same document.
 */
export async function* gatherInputs(paths: readonly string[], unreadable: Unreadable): AsyncGenerator<ExplainInput> {
  let left = MOST_FILES
  for (const path of paths) {
    for await (const file of filesUnder(path, unreadable)) {
      if (left === 0) {
        unreadable(path, `more than ${MOST_FILES} files: the rest was not read`)
        return
      }
      left -= 1
      const octets = await read(file, unreadable)
      if (octets !== undefined) yield { kind: 'octets', file, octets }
    }
  }
}

async function* filesUnder(path: string, unreadable: Unreadable): AsyncGenerator<string> {
  const info = await stat(path).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
  if (info instanceof Error) {
    unreadable(path, info.message)
    return
  }
  if (!info.isDirectory()) {
    yield path
    return
  }
  const names: readonly string[] = await readdir(path).catch((): string[] => [])
  const maildir = names.includes('cur') && names.includes('new')
  for (const name of maildir ? ['cur', 'new'] : names.toSorted((a, b) => (a < b ? -1 : 1))) {
    if (name.startsWith('.')) continue
    yield* filesUnder(join(path, name), unreadable)
  }
}

async function read(file: string, unreadable: Unreadable): Promise<Uint8Array | undefined> {
  try {
    const info = await stat(file)
    if (info.size > LIMIT_BYTES) {
      unreadable(file, `larger than ${LIMIT_BYTES} octets`)
      return undefined
    }
    const octets = await readFile(file)
    return octets[0] === 0x1f && octets[1] === 0x8b ? gunzipSync(octets, { maxOutputLength: LIMIT_BYTES }) : octets
  } catch (error) {
    unreadable(file, error instanceof Error ? error.message : String(error))
    return undefined
  }
}
