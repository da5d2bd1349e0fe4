import type { PackedKind } from './archive-member.ts'
import { openArchive } from './archive.ts'
import type { Layer, Member, OpenMember } from './layer.ts'
import type { PackedSource } from './packed-source.ts'
import { isSurelyPlain, packingOf, TELLING_BYTES } from './packing.ts'
import { openTar } from './tar.ts'
import { PIECE_BYTES } from './unpacker.ts'
import { openZip } from './zip.ts'

/** A packed log in a packed archive in a packed one: whoever packs more hides something. */
const DEEPEST = 6

/** What macOS puts beside each file of an archive. */
const APPLE_DOUBLE = /(?:^|\/)\._[^/]*$/

/** Where octets lie, and who wants them. */
export interface Whereabouts {
  /** The input itself has an empty name. */
  readonly member: Member
  readonly depth: number
  /** Reads again from an offset, where the input is a file. */
  readonly again?: PackedSource['again']
  /** Nobody wants more. */
  readonly isEnough: () => boolean
  /** Told of octets that were unpacked for nobody. */
  readonly onPassedOver?: (bytes: number) => void
}

/** Tells by the first octets how they are packed, unpacks them, and opens a layer for every file in them that is not packed itself. */
export function openContents(where: Whereabouts, open: OpenMember): Layer {
  let held: Buffer = Buffer.alloc(0)
  let inner: Layer | undefined

  async function start(): Promise<void> {
    const head = held
    held = Buffer.alloc(0)
    inner = layerFor(head, where, open)
    if (head.length > 0) await inner.write(head)
  }

  return {
    async write(octets) {
      if (where.isEnough()) return
      if (inner !== undefined) return inner.write(octets)
      held = held.length === 0 ? Buffer.from(octets) : Buffer.concat([held, octets])
      if (held.length >= TELLING_BYTES || isSurelyPlain(held)) await start()
    },
    async end() {
      // An empty file in an archive is none.
      if (inner === undefined && (held.length > 0 || where.member.name === '')) await start()
      return (await inner?.end()) ?? []
    },
  }
}

function layerFor(head: Buffer, where: Whereabouts, open: OpenMember): Layer {
  const packing = packingOf(head)
  if (packing.kind !== 'plain' && where.depth >= DEEPEST)
    return passedOver(where, said(where, `packed more than ${DEEPEST} times, and passed over`))
  const within = (member: Member): Layer => openContents(placed(where, member), open)
  switch (packing.kind) {
    case 'plain':
      return (APPLE_DOUBLE.test(where.member.name) ? undefined : open(where.member)) ?? passedOver(where)
    case 'unread':
      return passedOver(where, said(where, packing.note))
    case 'gzip':
    case 'zstd':
      return unpacked(packing.kind, where, open)
    case 'tar':
      return openTar(within)
    case 'zip':
      return openZip(within)
  }
}

function placed(where: Whereabouts, member: Member): Whereabouts {
  const { name, changedAtMs } = where.member
  return {
    ...below(where),
    member: {
      name: name === '' ? member.name : `${name}/${member.name}`,
      // Where an archive does not tell how old its files are, it is as old itself.
      changedAtMs: Number.isNaN(member.changedAtMs) ? changedAtMs : member.changedAtMs,
    },
  }
}

/** What it is in is read but once, and from its beginning. */
function below({ depth, isEnough, onPassedOver }: Whereabouts): Omit<Whereabouts, 'member' | 'again'> {
  return { depth: depth + 1, isEnough, ...(onPassedOver !== undefined && { onPassedOver }) }
}

function said({ member: { name } }: Whereabouts, note: string): string {
  return name === '' ? note : `${name}: ${note}`
}

function unpacked(kind: PackedKind, where: Whereabouts, open: OpenMember): Layer {
  const { member, isEnough } = where
  const inner = openContents({ ...below(where), member }, open)
  const archive = openArchive(kind, where.again, (chunk) => inner.write(chunk))
  return {
    async write(octets) {
      for (let from = 0; from < octets.length && !isEnough(); from += PIECE_BYTES)
        await archive.write(octets.subarray(from, from + PIECE_BYTES))
    },
    async end() {
      const note = isEnough() ? null : await archive.end()
      const notes = await inner.end()
      return note === null ? notes : [said(where, note), ...notes]
    },
  }
}

function passedOver({ onPassedOver }: Whereabouts, note?: string): Layer {
  return {
    write(octets) {
      onPassedOver?.(octets.length)
      return Promise.resolve()
    },
    end: () => Promise.resolve(note === undefined ? [] : [note]),
  }
}
