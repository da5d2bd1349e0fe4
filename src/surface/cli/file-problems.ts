import type { Stats } from 'node:fs'
import { access } from 'node:fs/promises'
import { errorCode } from '../../base/error-code.ts'
import { fileTrouble } from '../../base/file-trouble.ts'
import { UsageProblem } from './io.ts'

/** Why the file may not be opened so (`constants.R_OK`, …); undefined: it may. */
export async function deniedAt(path: string, mode: number): Promise<string | undefined> {
  try {
    await access(path, mode)
    return undefined
  } catch (error) {
    return fileTrouble(error)
  }
}

/** What is there in place of a file, where nothing can be read or written. */
export function notAFile(there: Stats): string | undefined {
  return there.isDirectory() ? 'it is a directory' : there.isSocket() ? 'it is a socket' : undefined
}

/** For reading that names the file in its error. */
export function unreadable(error: unknown): never {
  if (!(error instanceof Error) || errorCode(error) === undefined) throw error
  const path = 'path' in error ? String(error.path) : 'the input'
  throw new UsageProblem(`cannot read ${path}: ${fileTrouble(error)}`)
}
