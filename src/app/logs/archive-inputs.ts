import type { LogInput } from './inputs.ts'
import type { PackedSource } from './packed-source.ts'
import { listMembers, readContents, readMember } from './read-contents.ts'

/** For each of them an archive is unpacked from its beginning: of more files than this it is read once, in its own order. */
const MOST_MEMBERS = 200

/** The logs in a packed file, each an input of its own, so that they are read in the order of their times. `source` begins anew each time. */
export async function archiveInputs(
  whole: Omit<LogInput, 'read'>,
  source: () => PackedSource,
): Promise<readonly LogInput[]> {
  const { members, note } = await listMembers(source())
  if (members === undefined || members.length > MOST_MEMBERS || members.length === 0)
    return [{ ...whole, read: (onChunk, onPacked, onFile) => readContents(source(), onChunk, onPacked, onFile) }]
  const inputs = members.map(({ name, changedAtMs }, place): LogInput => ({
    ...whole,
    name: `${whole.name}/${name}`,
    notAfterMs: Number.isNaN(changedAtMs) ? whole.notAfterMs : Math.min(changedAtMs, whole.notAfterMs),
    read: (onChunk, onPacked) => readMember(source(), place, onChunk, onPacked),
  }))
  return note === null ? inputs : [...inputs, { ...whole, sizeBytes: 0, read: () => Promise.resolve(note) }]
}
