import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileInputs, type LogInput, type OnChunk, type OnFile } from './inputs.ts'

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
  let bytes = 0
  /** Where another file of an archive begins. */
  const begins: number[] = []
  const note = await input.read(
    (chunk) => {
      bytes += chunk.length
      file.write(Buffer.from(chunk))
    },
    undefined,
    () => void begins.push(bytes),
  )
  file.end()
  await finished(file)
  const [copy] = await fileInputs(path)
  if (copy === undefined) return input
  return {
    ...copy,
    name: input.name,
    notAfterMs: input.notAfterMs,
    read: async (onChunk, onPacked, onFile) => (await copy.read(parted(begins, onChunk, onFile), onPacked)) ?? note,
  }
}

/** Says again where another file begins. */
function parted(begins: readonly number[], onChunk: OnChunk, onFile?: OnFile): OnChunk {
  let read = 0
  let next = 0
  return (chunk) => {
    for (let from = 0; from < chunk.length;) {
      const begin = begins[next] ?? Number.POSITIVE_INFINITY
      if (read === begin) {
        onFile?.()
        next++
        continue
      }
      const part = chunk.subarray(from, from + begin - read)
      from += part.length
      read += part.length
      if (onChunk(part) === 'stop') return 'stop'
    }
    return undefined
  }
}
