import { headerLength, MAGIC, type PackedKind } from './archive-member.ts'
import type { PackedSource } from './packed-source.ts'
import { salvage } from './salvage.ts'
import { openUnpacker, type Take, type Unpacker } from './unpacker.ts'

/** An archive while it is read. */
export interface Archive {
  write(piece: Buffer): Promise<void>
  /** What is wrong with it, in words; null: nothing. */
  end(): Promise<string | null>
}

interface Member {
  readonly unpack: Unpacker
  /** Where its data begins in the input. */
  readonly start: number
}

/** CRC-32 and length of a gzip member's data (RFC 1952, 2.3.1); zstd checks its own frames. */
const TRAILER_BYTES = 8

interface Trailer {
  readonly seen: Buffer
  readonly checksum: number
}

/** Tells the members of an archive apart, and unpacks each. */
export function openArchive(kind: PackedKind, again: PackedSource['again'], take: Take): Archive {
  let member: Member | undefined
  /** What is not used up between members: the beginning of a header, or of what is none. */
  let held: Buffer = Buffer.alloc(0)
  /** Octets of the input that were used. */
  let position = 0
  let trailer: Trailer | undefined
  let damage = ''
  let members = 0
  /** Octets that belong to no member. */
  let rubbish = 0
  /** After damage, until the next member begins. */
  let lost = false

  async function unpacked(open: Member, piece: Buffer): Promise<Buffer> {
    const used = await open.unpack.write(piece)
    if (used === undefined) {
      damage ||= open.unpack.failure()
      if (again !== undefined)
        await salvage(kind, again(open.start), position - open.start, open.unpack.delivered(), take)
      open.unpack.close()
      member = undefined
      // The damage stands somewhere in this piece; another member may begin behind it, and is not the one that begins the piece.
      lost = true
      const begun = position === open.start && kind === 'zstd' ? MAGIC.zstd.length : 0
      position += begun
      return piece.subarray(begun)
    }
    position += used
    if (open.unpack.ended()) {
      open.unpack.close()
      member = undefined
      members++
      trailer = kind === 'gzip' ? { seen: Buffer.alloc(0), checksum: open.unpack.checksum() } : undefined
    }
    return piece.subarray(used)
  }

  /** A member's header at the beginning of what is held; what is none is passed over. */
  function sought(piece: Buffer): Buffer {
    const head = held.length === 0 ? piece : Buffer.concat([held, piece])
    held = Buffer.alloc(0)
    const length = headerLength(kind, head)
    if (length === 0) {
      held = Buffer.from(head)
      position += piece.length
      return head.subarray(head.length)
    }
    position -= head.length - piece.length
    if (length > 0) {
      const strip = kind === 'gzip' ? length : 0
      position += strip
      member = { unpack: openUnpacker(kind, take), start: position }
      lost = false
      return head.subarray(strip)
    }
    const next = head.indexOf(MAGIC[kind], 1)
    const passed = next < 0 ? Math.max(1, head.length - MAGIC[kind].length + 1) : next
    // Zeros fill the last block of a tape.
    if (!lost && head.subarray(0, passed).some((octet) => octet !== 0)) rubbish += passed
    position += passed
    return head.subarray(passed)
  }

  return {
    async write(piece) {
      for (let rest = piece; rest.length > 0;) {
        if (trailer !== undefined) {
          const { seen, checksum } = trailer
          const more = rest.subarray(0, TRAILER_BYTES - seen.length)
          const whole = Buffer.concat([seen, more])
          if (whole.length === TRAILER_BYTES && whole.readUInt32LE(0) !== checksum) damage ||= 'incorrect data check'
          trailer = whole.length === TRAILER_BYTES ? undefined : { seen: whole, checksum }
          position += more.length
          rest = rest.subarray(more.length)
        } else rest = member === undefined ? sought(rest) : await unpacked(member, rest)
      }
    },
    async end() {
      const cut = member === undefined ? trailer !== undefined || members === 0 : !(await member.unpack.end())
      if (damage === '' && !cut)
        return rubbish === 0
          ? null
          : `${rubbish} octets after the end of the archive are none of it and were passed over`
      return `the archive is truncated or damaged (${damage || 'unexpected end of file'}): ${members === 0 || cut ? 'only its beginning was read' : 'what could be unpacked was read'}`
    },
  }
}
