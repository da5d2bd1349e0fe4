import type { Stats } from 'node:fs'
import { access, constants, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { readBounded } from '../../app/read-bounded.ts'
import { printable } from '../../base/printable.ts'
import { UsageProblem, type CliIo } from './io.ts'

/** More than this is no password, symptom, message or case. */
export const LIMIT_BYTES = 256 * 1024 * 1024

/** Reads a file that the user named, or says why it could not be read. */
export async function readInput(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<string> {
  const octets = await readBounded(path, LIMIT_BYTES).catch((error: unknown) => {
    throw new UsageProblem(`cannot read ${path}: ${reason(error)}`)
  })
  if (octets === undefined) throw new UsageProblem(`cannot read ${path}: it has more than ${LIMIT_BYTES} octets`)
  return octets.toString(encoding)
}

export async function writeOutput(path: string, text: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600 })
  } catch (error) {
    throw new UsageProblem(`cannot write ${path}: ${reason(error)}`)
  }
}

/** The symptom as text: `-` is standard input, the name of a file is its content, anything else speaks for itself. */
export async function readSymptom(given: string, io: CliIo): Promise<string> {
  const text = await symptomText(given, io)
  if (text.trim() === '') throw new UsageProblem(`--symptom ${given}: there is no text in it`)
  return text
}

async function symptomText(given: string, io: CliIo): Promise<string> {
  if (given === '-') return new TextDecoder().decode(await io.stdin())
  if (given.length >= 4096 || given.includes('\n')) return given
  if (await isThere(given)) return readInput(given)
  sayIfNoFile(given, io)
  return given
}

/** Something has this name, even if it cannot be read. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

/** A mistyped file name would be explained as if it were the text: one word with a slash or an ending is more likely a name. */
export function sayIfNoFile(given: string, io: CliIo): void {
  if (/^\S*[/\\]\S*$|^[\w-]+\.(?:eml|txt|log|msg|json|mbox)$/i.test(given) && !/:\/\/|;/.test(given))
    io.stderr.write(`hangup: there is no file ${printable(given, 300)}; it is read as a text\n`)
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

async function deniedAt(path: string, mode: number): Promise<string | undefined> {
  try {
    await access(path, mode)
    return undefined
  } catch (error) {
    return reason(error)
  }
}

function notAFile(there: Stats): string | undefined {
  return there.isDirectory() ? 'it is a directory' : there.isSocket() ? 'it is a socket' : undefined
}

/** A file that can be read again and again while it grows. */
export async function expectFile(path: string): Promise<void> {
  const there = await stat(path).catch((error: unknown) => {
    throw new UsageProblem(`cannot read ${path}: ${reason(error)}`)
  })
  const refused = there.isFile() ? await deniedAt(path, constants.R_OK) : (notAFile(there) ?? 'it is no file')
  if (refused !== undefined) throw new UsageProblem(`cannot read ${path}: ${refused}`)
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
    case 'ENAMETOOLONG':
      return 'the name is too long'
    case 'EROFS':
      return 'the file system is read-only'
    default:
      return code
  }
}
