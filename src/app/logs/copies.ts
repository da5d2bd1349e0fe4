import { createHash } from 'node:crypto'
import type { LogInput } from './inputs.ts'

/** An input and the time of its first line; NaN where none has one. */
export interface DatedInput {
  readonly input: LogInput
  readonly firstMs: number
}

/** What is compared before an input is read as a whole. */
const HEAD_BYTES = 4_096

/**
 * A rotation that was copied and packed, or broken off, leaves the same lines in two files: they count once. Of two inputs one of which begins with
 * all that the other holds, the other gives no lines, and a note. Only inputs whose first lines have the same time are looked at twice.
 */
export async function withoutCopies(inputs: readonly DatedInput[]): Promise<readonly DatedInput[]> {
  const kept: DatedInput[] = []
  for (const one of inputs) {
    const index = await indexOfCopy(kept, one)
    const other = kept[index]
    if (other === undefined) kept.push(one)
    else {
      const oneIsCopy = (await bytesOf(one.input)) <= (await bytesOf(other.input))
      kept[index] = oneIsCopy ? other : copyOf(other, one)
      kept.push(oneIsCopy ? copyOf(one, other) : one)
    }
  }
  return kept
}

async function indexOfCopy(kept: readonly DatedInput[], one: DatedInput): Promise<number> {
  for (const [index, other] of kept.entries())
    if (other.firstMs === one.firstMs && other.input.sizeBytes !== 0 && (await isCopy(other.input, one.input)))
      return index
  return -1
}

/** Does the longer begin with the whole of the shorter? */
async function isCopy(a: LogInput, b: LogInput): Promise<boolean> {
  const [headA, headB] = [await digest(a, HEAD_BYTES), await digest(b, HEAD_BYTES)]
  if (headA.bytes === headB.bytes && headA.hash !== headB.hash) return false
  const shared = Math.min(await bytesOf(a), await bytesOf(b))
  return shared > 0 && (await digest(a, shared)).hash === (await digest(b, shared)).hash
}

async function bytesOf(input: LogInput): Promise<number> {
  return (await digest(input, Number.POSITIVE_INFINITY)).bytes
}

/** SHA-256 of the first octets, unpacked, and how many there are. */
async function digest(input: LogInput, limitBytes: number): Promise<{ readonly bytes: number; readonly hash: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  await input.read((chunk) => {
    const part = chunk.subarray(0, limitBytes - bytes)
    hash.update(part)
    bytes += part.length
    return bytes >= limitBytes ? 'stop' : undefined
  })
  return { bytes, hash: hash.digest('hex') }
}

function copyOf(copy: DatedInput, original: DatedInput): DatedInput {
  const note = `holds lines that ${original.input.name} holds too: counted once`
  return { ...copy, input: { ...copy.input, sizeBytes: 0, read: () => Promise.resolve(note) } }
}
