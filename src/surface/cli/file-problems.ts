import type { Stats } from 'node:fs'
import { access } from 'node:fs/promises'
import { UsageProblem } from './io.ts'

/** Why the file may not be opened so (`constants.R_OK`, …); undefined: it may. */
export async function deniedAt(path: string, mode: number): Promise<string | undefined> {
  try {
    await access(path, mode)
    return undefined
  } catch (error) {
    return reason(error)
  }
}

/** What is there in place of a file, where nothing can be read or written. */
export function notAFile(there: Stats): string | undefined {
  return there.isDirectory() ? 'it is a directory' : there.isSocket() ? 'it is a socket' : undefined
}

/** For reading that names the file in its error. */
export function unreadable(error: unknown): never {
  throw error instanceof Error && 'code' in error
    ? new UsageProblem(`cannot read ${'path' in error ? String(error.path) : 'the input'}: ${reason(error)}`)
    : error
}

/** Why a file could not be read or written, in words. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
      return 'no permission'
    case 'EISDIR':
      return 'it is a directory'
    case 'ENXIO':
      return 'it is a socket, or a device that is not there'
    case 'ELOOP':
      return 'its links lead in a circle'
    case 'ENOSPC':
      return 'no space is left on the device'
    case 'EDQUOT':
      return 'the disk quota is used up'
    case 'EFBIG':
      return 'the file would be too large'
    case 'ENAMETOOLONG':
      return 'the name is too long'
    case 'EROFS':
      return 'the file system is read-only'
    default:
      return code
  }
}
