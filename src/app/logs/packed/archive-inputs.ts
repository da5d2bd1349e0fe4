import type { LogInput } from '../inputs.ts'
import type { PackedSource } from './packed-source.ts'
import { listMembers, readContents, readMember } from './read-contents.ts'

/**
 * For each file an archive is unpacked from its beginning, some times over. While that takes less than a minute the files are read in the order of their
 * times, and else the archive is read once, in its own.
 */
const MOST_REREAD_BYTES = 17_179_869_184
const MOST_MEMBERS = 1_000

/** The logs in a packed file, each an input of its own, so that they are read in the order of their times. `source` begins anew each time. */
export async function archiveInputs(
  whole: Omit<LogInput, 'read'>,
  source: () => PackedSource,
): Promise<readonly LogInput[]> {
  const { members, note } = await listMembers(source(), isDear)
  if (members === undefined || members.length === 0)
    return [{ ...whole, read: (onChunk, onPacked, onFile) => readContents(source(), onChunk, onPacked, onFile) }]
  const inputs = members.map(({ name, changedAtMs }, place): LogInput => ({
    ...whole,
    path: whole.name,
    name: `${whole.name}/${name}`,
    notAfterMs: Number.isNaN(changedAtMs) ? whole.notAfterMs : Math.min(changedAtMs, whole.notAfterMs),
    read: (onChunk, onPacked) => readMember(source(), place, onChunk, onPacked),
  }))
  return note === null ? inputs : [...inputs, { ...whole, sizeBytes: 0, read: () => Promise.resolve(note) }]
}

function isDear(members: number, unpackedBytes: number): boolean {
  return members > MOST_MEMBERS || members * unpackedBytes > MOST_REREAD_BYTES
}
