import { constants, realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileTrouble } from '../../base/file-trouble.ts'
import { deniedAt, notAFile } from './file-problems.ts'
import { isThere } from './files.ts'
import { UsageProblem } from './io.ts'
import { replaceFile } from './replace-file.ts'

/** Writes a file that the user asked for: all of it, or what was there stays. */
export async function writeOutput(path: string, text: string | Uint8Array): Promise<void> {
  try {
    await replaceFile(path, text)
  } catch (error) {
    throw new UsageProblem(`cannot write ${path}: ${fileTrouble(error)}`)
  }
}

/** Says at once, and not after the work is done, that a file cannot be written where it shall be. */
export async function expectWritable(path: string | undefined): Promise<void> {
  if (path === undefined) return
  if (path === '') throw new UsageProblem('cannot write a file without a name')
  const refused = await refusedAt(path)
  if (refused !== undefined) throw new UsageProblem(`cannot write ${path}: ${refused}`)
}

async function refusedAt(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined)
  if (there !== undefined) return notAFile(there) ?? deniedAt(path, constants.W_OK)
  const folder = dirname(path)
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory() !== true) return `there is no such folder: ${folder}`
  return deniedAt(folder, constants.W_OK)
}

/** What is written must not destroy what is read, nor the other thing that is written. */
export async function expectApart(output: string | undefined, others: readonly (string | undefined)[]): Promise<void> {
  if (output === undefined) return
  const place = await placeOf(output)
  for (const other of others)
    if (other !== undefined && (await placeOf(other)) === place)
      throw new UsageProblem(`cannot write ${output}: it is the same file as ${other}; say another name`)
}

/** The file that a name leads to; devices are nobody's own. */
async function placeOf(path: string): Promise<string | symbol> {
  const there = await stat(path).catch(() => undefined)
  if (there !== undefined && !there.isFile()) return Symbol(path)
  return there === undefined ? resolve(path) : realpath(path)
}

/** A capture is never written over what is there. */
export async function expectNew(path: string): Promise<void> {
  if (path !== '' && (await isThere(path)))
    throw new UsageProblem(`${path} exists; say another name, or remove it first`)
  await expectWritable(path)
}
