import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, readlink, realpath, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { errorCode } from '../../base/error-code.ts'

/** For its owner alone: what Hangup writes names hosts and people. */
const NEW_MODE = 0o600

/** A chain of links that is longer leads in a circle (Linux: MAXSYMLINKS). */
const MOST_LINKS = 40

/** Names below these are no files of a folder, even where a file stands behind them: `/dev/stdout` is what the shell led it to. */
const SYSTEM_FOLDERS = /^\/(?:dev|proc)\//

/** The folder or the file's owner does not let it be replaced, or something is mounted upon it; it may be written all the same. */
const IRREPLACEABLE: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EROFS'])

/**
 * Writes a file so that its name leads to all of the old text or to all of the new one, whatever happens in between: a full disk, a crash.
 * Links stay, and so do mode and owner. Devices, pipes, and files that other names or mounts share are written in place.
 */
export async function replaceFile(path: string, text: string | Uint8Array): Promise<void> {
  const place = await behindLinks(path)
  if (place === undefined) return writeFile(path, text, { mode: NEW_MODE, flag: 'a' })
  const there = await stat(place).catch(() => undefined)
  if (there !== undefined && (!there.isFile() || there.nlink > 1)) return writeFile(place, text)
  const beside = join(dirname(place), `.hangup-${randomUUID()}.part`)
  try {
    await writeBeside(beside, text, there)
    await rename(beside, place)
  } catch (error) {
    await rm(beside, { force: true })
    if (there === undefined || !IRREPLACEABLE.has(errorCode(error))) throw error
    await writeFile(place, text)
  }
}

/** The name that the links lead to, also where nothing has it yet; undefined: to something of the system. */
async function behindLinks(path: string): Promise<string | undefined> {
  let place = resolve(path)
  for (let links = 0; links <= MOST_LINKS; links++) {
    if (SYSTEM_FOLDERS.test(place)) return undefined
    const target = await readlink(place).catch(() => undefined)
    if (target === undefined) return place
    place = resolve(await realpath(dirname(place)), target)
  }
  throw Object.assign(new Error(`${path}: too many links`), { code: 'ELOOP' })
}

/** All of it is on the disk when this returns. */
async function writeBeside(beside: string, text: string | Uint8Array, there: Stats | undefined): Promise<void> {
  const file = await open(beside, 'wx', NEW_MODE)
  try {
    await file.writeFile(text)
    if (there !== undefined) await makeLike(file, there)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function makeLike(file: FileHandle, there: Stats): Promise<void> {
  const own = await file.stat()
  if (own.uid !== there.uid || own.gid !== there.gid) await file.chown(there.uid, there.gid)
  await file.chmod(there.mode & 0o7777)
}
