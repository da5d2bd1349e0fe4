import { constants, stat } from 'node:fs/promises'
import { readBounded } from '../../app/read-bounded.ts'
import { fileTrouble } from '../../base/file-trouble.ts'
import { printable } from '../../base/printable.ts'
import { deniedAt, notAFile } from './file-problems.ts'
import { UsageProblem, type CliIo } from './io.ts'

/** More than this is no password, symptom, message or case. */
export const LIMIT_BYTES = 256 * 1024 * 1024

/** Reads a file that the user named, or says why it could not be read. */
export async function readInput(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<string> {
  const octets = await readBounded(path, LIMIT_BYTES).catch((error: unknown) => {
    throw new UsageProblem(`cannot read ${path}: ${fileTrouble(error)}`)
  })
  if (octets === undefined) throw new UsageProblem(`cannot read ${path}: it has more than ${LIMIT_BYTES} octets`)
  return octets.toString(encoding)
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

/** A file that can be read again and again while it grows. */
export async function expectFile(path: string): Promise<void> {
  const there = await stat(path).catch((error: unknown) => {
    throw new UsageProblem(`cannot read ${path}: ${fileTrouble(error)}`)
  })
  const refused = there.isFile() ? await deniedAt(path, constants.R_OK) : (notAFile(there) ?? 'it is no file')
  if (refused !== undefined) throw new UsageProblem(`cannot read ${path}: ${refused}`)
}
