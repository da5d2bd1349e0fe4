import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readBounded } from '../read-bounded.ts'
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
  const info = await stat(path).catch(errorOf)
  if (info instanceof Error) unreadable(path, info.message)
  else if (info.isDirectory()) yield* filesIn(path, unreadable)
  else yield path
}

/** Below a folder only what is a file is read: a pipe has no end, and a link to a folder may lead back to it. */
async function* filesIn(folder: string, unreadable: Unreadable): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(errorOf)
  if (entries instanceof Error) return unreadable(folder, entries.message)
  const isMaildir = ['cur', 'new'].every((part) => entries.some(({ name }) => name === part))
  const shown = entries.filter(({ name }) => (isMaildir ? name === 'cur' || name === 'new' : !name.startsWith('.')))
  for (const entry of shown.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(path, unreadable)
    else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(path)))) yield path
  }
}

async function leadsToFile(link: string): Promise<boolean> {
  const info = await stat(link).catch(errorOf)
  return !(info instanceof Error) && info.isFile()
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

async function read(file: string, unreadable: Unreadable): Promise<Uint8Array | undefined> {
  try {
    const octets = await readBounded(file, LIMIT_BYTES)
    if (octets === undefined) {
      unreadable(file, `larger than ${LIMIT_BYTES} octets`)
      return undefined
    }
    return octets[0] === 0x1f && octets[1] === 0x8b ? gunzipSync(octets, { maxOutputLength: LIMIT_BYTES }) : octets
  } catch (error) {
    unreadable(file, errorOf(error).message)
    return undefined
  }
}
