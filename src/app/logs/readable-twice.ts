import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileInputs, type LogInput } from './inputs.ts'

/** Inputs that can be read again, and what removes the files made for it. */
export interface ReadableTwice {
  readonly inputs: readonly LogInput[]
  remove(): Promise<void>
}

/** Streams (inputs without a size) are kept in files of this user's, unpacked. */
export async function readableTwice(inputs: readonly LogInput[]): Promise<ReadableTwice> {
  if (inputs.every(({ sizeBytes }) => sizeBytes !== null)) return { inputs, remove: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'hangup-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const kept: LogInput[] = []
    for (const [index, input] of inputs.entries())
      kept.push(input.sizeBytes === null ? await keep(input, join(folder, String(index))) : input)
    return { inputs: kept, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function keep(input: LogInput, path: string): Promise<LogInput> {
  const file = createWriteStream(path, { mode: 0o600 })
  // A chunk's buffer is used again for the next one.
  const note = await input.read((chunk) => void file.write(Buffer.from(chunk)))
  file.end()
  await finished(file)
  const [copy] = await fileInputs(path)
  if (copy === undefined) return input
  return {
    ...copy,
    name: input.name,
    notAfterMs: input.notAfterMs,
    read: async (onChunk, onPacked) => (await copy.read(onChunk, onPacked)) ?? note,
  }
}
