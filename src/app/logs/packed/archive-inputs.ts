import type { LogInput } from '../inputs.ts'
import type { PackedSource } from './packed-source.ts'
import { listMembers, readContents, readMember } from './read-contents.ts'

/**
 * For each file an archive is unpacked from its beginning. To read the lines of so many costs more than that; of more files it is done while there are
 * few octets, and else the archive is read once, in its own order.
 */
const MANY_MEMBERS = 20
const MOST_REREAD_BYTES = 268_435_456
const MOST_MEMBERS = 1_000

/** The logs in a packed file, each an input of its own, so that they are read in the order of their times. `source` begins anew each time. */
export async function archiveInputs(
  whole: Omit<LogInput, 'read'>,
  source: () => PackedSource,
): Promise<readonly LogInput[]> {
  const { members, note } = await listMembers(source())
  if (members === undefined || members.length === 0 || isDear(members.length, whole.sizeBytes ?? 0))
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

function isDear(members: number, sizeBytes: number): boolean {
  return members > MOST_MEMBERS || (members > MANY_MEMBERS && members * sizeBytes > MOST_REREAD_BYTES)
}
