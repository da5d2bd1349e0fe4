import type { LogInput } from '../inputs.ts'

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
  for (const one of inputs) kept.push(await beside(kept, one))
  return kept
}

/** What is kept of an input beside the others; of these a shorter copy of it gives way. */
async function beside(kept: DatedInput[], one: DatedInput): Promise<DatedInput> {
  for (const [index, other] of kept.entries()) {
    if (other.firstMs !== one.firstMs || other.input.sizeBytes === 0) continue
    const longer = await longerOf(other, one)
    if (longer === other) return copyOf(one, other)
    if (longer === one) {
      kept[index] = copyOf(other, one)
      return one
    }
  }
  return one
}

/** Which of the two begins with all that the other holds; the first where they are equal, undefined where neither does. */
async function longerOf(a: DatedInput, b: DatedInput): Promise<DatedInput | undefined> {
  const [headA, headB] = [await digest(a.input, HEAD_BYTES), await digest(b.input, HEAD_BYTES)]
  if (headA.bytes === headB.bytes && headA.hash !== headB.hash) return undefined
  const [wholeA, wholeB] = [await digest(a.input), await digest(b.input)]
  const [longer, whole] = wholeB.bytes > wholeA.bytes ? [b, wholeA] : [a, wholeB]
  if (whole.bytes === 0) return undefined
  return (await digest(longer.input, whole.bytes)).hash === whole.hash ? longer : undefined
}

/** SHA-256 of the first octets, unpacked, and how many there are. */
async function digest(
  input: LogInput,
  limitBytes = Number.POSITIVE_INFINITY,
): Promise<{ readonly bytes: number; readonly hash: string }> {
  // Few runs need it, and loading it costs as much as reading ten thousand lines.
  const { createHash } = await import('node:crypto')
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
