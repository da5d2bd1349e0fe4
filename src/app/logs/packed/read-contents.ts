import { messageOf, type OnChunk, type OnFile, type OnPacked, type ReadNote } from '../inputs.ts'
import { openContents } from './contents.ts'
import type { Layer, Member, OpenMember } from './layer.ts'
import type { PackedSource } from './packed-source.ts'

const END_OF_LINE = Buffer.from('\n')
/** Of many notes on one input the first are told. */
const MOST_NOTES = 3

/** Gives everything that is packed in a source, one file after the other: from a pipe there is no other order. */
export async function readContents(
  source: PackedSource,
  onChunk: OnChunk,
  onPacked?: OnPacked,
  onFile?: OnFile,
): Promise<ReadNote> {
  let isEnough = false
  let files = 0
  const open = (): Layer => {
    if (files++ > 0) {
      // The last line of a file may have no end.
      isEnough = onChunk(END_OF_LINE) === 'stop'
      onFile?.()
    }
    return layerTo((octets) => {
      if (!isEnough && onChunk(octets) === 'stop') isEnough = true
    })
  }
  const note = await passThrough(source, open, () => isEnough, onPacked)
  const order = `${files} files were read in the order in which they are packed`
  return files > 1 && !isEnough ? (note === null ? order : `${order}; ${note}`) : note
}

/** Gives one file of an archive, by its place in it. */
export function readMember(
  source: PackedSource,
  wanted: number,
  onChunk: OnChunk,
  onPacked?: OnPacked,
): Promise<ReadNote> {
  let isEnough = false
  let files = 0
  const open = (): Layer | undefined => {
    if (files++ !== wanted) return undefined
    return layerTo(
      (octets) => {
        if (!isEnough && onChunk(octets) === 'stop') isEnough = true
      },
      () => {
        isEnough = true
      },
    )
  }
  return passThrough(source, open, () => isEnough, onPacked)
}

export interface Listing {
  /** The files in an archive; undefined: what was read is no archive, and there is one file, or there are too many to look for each. */
  readonly members: readonly Member[] | undefined
  readonly note: ReadNote
}

/** Goes through an archive for the names of the files in it. `isDear`: so many files in so many octets, unpacked, are too many. */
export async function listMembers(
  source: PackedSource,
  isDear: (files: number, unpackedBytes: number) => boolean,
): Promise<Listing> {
  const members: Member[] = []
  let isArchive = true
  const open = (member: Member): undefined => {
    if (member.name === '') isArchive = false
    else members.push(member)
    return undefined
  }
  let unpackedBytes = 0
  const isLeft = (): boolean => !isArchive || isDear(members.length, unpackedBytes)
  const note = await passThrough(source, open, isLeft, undefined, (bytes) => {
    unpackedBytes += bytes
  })
  return { members: isLeft() ? undefined : members, note }
}

function layerTo(take: (octets: Buffer) => void, onEnd?: () => void): Layer {
  return {
    write(octets) {
      take(octets)
      return Promise.resolve()
    },
    end() {
      onEnd?.()
      return Promise.resolve([])
    },
  }
}

/** Gives what is wrong with the source, in words; null when it is whole, or nobody wanted more. */
async function passThrough(
  { stream, again }: PackedSource,
  open: OpenMember,
  isEnough: () => boolean,
  onPacked?: OnPacked,
  onPassedOver?: (bytes: number) => void,
): Promise<ReadNote> {
  const where = {
    member: { name: '', changedAtMs: Number.NaN },
    depth: 0,
    isEnough,
    ...(again !== undefined && { again }),
    ...(onPassedOver !== undefined && { onPassedOver }),
  }
  const contents = openContents(where, open)
  let packed = 0
  let trouble: string | undefined
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      await contents.write(chunk)
      packed += chunk.length
      onPacked?.(packed)
      if (isEnough()) return null
    }
  } catch (error) {
    trouble = `reading stopped after ${packed} octets: ${messageOf(error)}`
  } finally {
    stream.destroy()
  }
  const notes = await contents.end()
  return toldTogether(trouble === undefined ? (isEnough() ? [] : notes) : [trouble])
}

function toldTogether(notes: readonly string[]): ReadNote {
  if (notes.length === 0) return null
  const more = notes.length - MOST_NOTES
  return [...notes.slice(0, MOST_NOTES), ...(more > 0 ? [`and ${more} more such notes`] : [])].join('; ')
}
