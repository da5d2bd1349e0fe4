import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const FILES_LIMIT = 10_000

/** What paths stand for. */
export interface Expanded {
  readonly files: readonly string[]
  /** Folders in which there is no file. */
  readonly emptyFolders: readonly string[]
}

/** A folder stands for the files in it (Exchange writes one an hour), and for those that links in it lead to (Kubernetes keeps links). */
export async function expandPaths(paths: readonly string[]): Promise<Expanded> {
  const files: string[] = []
  const emptyFolders: string[] = []
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      files.push(path)
      continue
    }
    const before = files.length
    for (const entry of await readdir(path)) {
      const file = join(path, entry)
      // A link may lead nowhere, and a file may be gone by now.
      const info = await stat(file).catch(() => undefined)
      if (info?.isFile() === true && files.length < FILES_LIMIT) files.push(file)
    }
    if (files.length === before) emptyFolders.push(path)
  }
  return { files, emptyFolders }
}
