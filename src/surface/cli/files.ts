import { access, constants, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { printable } from '../../base/printable.ts'
import { UsageProblem, type CliIo } from './io.ts'

/** More than this is no password, symptom, message or case. */
export const LIMIT_BYTES = 256 * 1024 * 1024

/** Reads a file that the user named, or says why it could not be read. */
export async function readInput(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > LIMIT_BYTES) throw new UsageProblem(`${path} has ${size} octets; at most ${LIMIT_BYTES} are read`)
    return await readFile(path, encoding)
  } catch (error) {
    if (error instanceof UsageProblem) throw error
    throw new UsageProblem(`cannot read ${path}: ${reason(error)}`)
  }
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
  if (given === '-') return new TextDecoder().decode(await io.stdin())
  if (given.length < 4096 && !given.includes('\n')) {
    const known = await stat(given).catch(() => undefined)
    if (known?.isFile() === true) return readInput(given)
    sayIfNoFile(given, io)
  }
  return given
}

/** A mistyped file name would be explained as if it were the text: one word with a slash or an ending is more likely a name. */
export function sayIfNoFile(given: string, io: CliIo): void {
  if (/^\S*[/\\]\S*$|^[\w-]+\.(?:eml|txt|log|msg|json|mbox)$/i.test(given) && !/:\/\/|;/.test(given))
    io.stderr.write(`hangup: there is no file ${printable(given, 300)}; it is read as a text\n`)
}

/** Says at once, and not after the work is done, that a file cannot be written where it shall be. */
export async function expectWritable(path: string | undefined): Promise<void> {
  if (path === undefined) return
  const folder = dirname(path)
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory() !== true) throw new UsageProblem(`cannot write ${path}: there is no such folder: ${folder}`)
  const refused = await access(folder, constants.W_OK).catch(reason)
  if (refused !== undefined) throw new UsageProblem(`cannot write ${path}: ${refused}`)
}

/** A capture is never written over what is there. */
export async function expectNew(path: string): Promise<void> {
  await expectWritable(path)
  if ((await stat(path).catch(() => undefined)) !== undefined)
    throw new UsageProblem(`${path} exists; say another name, or remove it first`)
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
    default:
      return code
  }
}
