import type { Readable } from 'node:stream'
import { openArchive } from './archive.ts'
import type { PackedKind } from './archive-member.ts'
import { PIECE_BYTES } from './unpacker.ts'

/** The octets of an archive. */
export interface PackedSource {
  readonly stream: Readable
  /** Reads again from an offset, where the input is a file: what stands before damage is then unpacked to the last octet. */
  readonly again?: (offset: number) => Readable
}

/**
 * Unpacks an archive. Gives what is wrong with it, in words; null when it is whole, or the reader has had enough.
 * An archive may have several members, one after the other (KumoMTA's segments, `cat a.gz b.gz`). They are told apart here and not by zlib,
 * which throws away a whole write when rubbish stands behind the end of a member. After damage the next member's beginning is looked for.
 */
export async function unpack(
  source: PackedSource,
  kind: PackedKind,
  onChunk: (chunk: Buffer) => 'stop' | void,
  onPacked?: (bytes: number) => void,
): Promise<string | null> {
  let stopped = false
  const archive = openArchive(kind, source.again, (chunk) => {
    if (!stopped && onChunk(chunk) === 'stop') stopped = true
  })
  let packed = 0
  try {
    for await (const chunk of source.stream as AsyncIterable<Buffer>) {
      for (let from = 0; from < chunk.length && !stopped; from += PIECE_BYTES)
        await archive.write(chunk.subarray(from, from + PIECE_BYTES))
      packed += chunk.length
      onPacked?.(packed)
      if (stopped) return null
    }
  } catch (error) {
    return `reading stopped after ${packed} octets: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    source.stream.destroy()
  }
  return archive.end()
}
