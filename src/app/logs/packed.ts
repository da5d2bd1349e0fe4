import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { Readable } from 'node:stream'

/** Octets that go to the unpacker in one piece: of a piece that is damaged a pipe loses what stands before the damage. */
const PIECE_BYTES = 4_096
const UNPACKED_BYTES = 64 * 1024

export type PackedKind = 'gzip' | 'zstd'

export interface PackedSource {
  readonly stream: Readable
  /** Reads again from an offset, where the input is a file: what stands before damage is then unpacked to the last octet. */
  readonly again?: (offset: number) => Readable
}

type Take = (chunk: Buffer) => void

/**
 * An archive may have several members, one after the other (KumoMTA's segments, `cat a.gz b.gz`). They are told apart here and not by zlib,
 * which throws away a whole write when rubbish stands behind the end of a member. After damage the next member's beginning is looked for.
 */
export async function readPacked(
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

interface Archive {
  write(piece: Buffer): Promise<void>
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

function openArchive(kind: PackedKind, again: PackedSource['again'], take: Take): Archive {
  let member: Member | undefined
  /** What is not used up between members: the beginning of a header, or of what is none. */
  let held: Buffer = Buffer.alloc(0)
  let position = 0
  let trailer: Trailer | undefined
  let damage = ''
  let members = 0
  let rubbish = 0
  let lost = false

  async function unpacked(open: Member, piece: Buffer): Promise<Buffer> {
    const used = await open.unpack.write(piece)
    if (used === undefined) {
      damage ||= open.unpack.failure()
      if (again !== undefined)
        await salvage(kind, again(open.start), position - open.start, open.unpack.delivered(), take)
      open.unpack.close()
      member = undefined
      // The damage stands somewhere in this piece; another member may begin behind it.
      lost = true
      return piece
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

const MAGIC: Readonly<Record<PackedKind, Buffer>> = {
  gzip: Buffer.from([0x1f, 0x8b, 0x08]),
  zstd: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
}

/** Octets of a member's header (RFC 1952, 2.3); 0: not all of it is there yet; −1: no member begins here. */
function headerLength(kind: PackedKind, head: Buffer): number {
  const magic = MAGIC[kind]
  const known = Math.min(head.length, magic.length)
  if (!head.subarray(0, known).equals(magic.subarray(0, known))) return isSkippable(kind, head) ? 1 : -1
  if (kind === 'zstd') return head.length < magic.length ? 0 : magic.length
  if (head.length < 10) return 0
  const flags = head[3] ?? 0
  if (flags > 31) return -1
  let end = 10
  if ((flags & 4) !== 0) {
    if (head.length < 12) return 0
    end = 12 + head.readUInt16LE(10)
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue
    const zero = head.indexOf(0, end)
    // A name of more than 64 KiB is none.
    if (zero < 0 || end > head.length) return head.length > 65_536 ? -1 : 0
    end = zero + 1
  }
  if ((flags & 2) !== 0) end += 2
  return end > head.length ? 0 : end
}

/** zstd's skippable frames begin with 184D2A50 to 184D2A5F; the unpacker knows them. */
function isSkippable(kind: PackedKind, head: Buffer): boolean {
  return (
    kind === 'zstd' && head.length >= 4 && ((head[0] ?? 0) & 0xf0) === 0x50 && head.readUInt32LE(0) >>> 4 === 0x184d2a5
  )
}

/** One member while it is unpacked. */
interface Unpacker {
  /** How many octets it used: fewer than it got, when it ends before them. undefined: they are damaged. */
  write(piece: Buffer): Promise<number | undefined>
  readonly ended: () => boolean
  readonly failure: () => string
  /** Octets that it gave. */
  readonly delivered: () => number
  /** CRC-32 of them. */
  readonly checksum: () => number
  /** False when its end was still to come. */
  end(): Promise<boolean>
  close(): void
}

function openUnpacker(kind: PackedKind, take: Take): Unpacker {
  const stream =
    kind === 'gzip'
      ? createInflateRaw({ chunkSize: UNPACKED_BYTES })
      : createZstdDecompress({ chunkSize: UNPACKED_BYTES })
  let ended = false
  let failure = ''
  let delivered = 0
  let checksum = 0
  let wake: () => void = () => undefined
  stream.on('data', (chunk: Buffer) => {
    delivered += chunk.length
    if (kind === 'gzip') checksum = crc32(chunk, checksum)
    take(chunk)
  })
  stream.on('end', () => {
    ended = true
    wake()
  })
  stream.on('error', (error) => {
    failure = error.message
    wake()
  })
  return {
    async write(piece) {
      const before = stream.bytesWritten
      await new Promise<void>((resolve) => {
        wake = resolve
        stream.write(piece, () => resolve())
      })
      if (failure !== '') return undefined
      return ended ? stream.bytesWritten - before : piece.length
    },
    ended: () => ended,
    failure: () => failure,
    delivered: () => delivered,
    checksum: () => checksum,
    end: () =>
      new Promise((resolve) => {
        const finish = (): void => resolve(ended)
        if (ended || failure !== '') return finish()
        wake = finish
        stream.end()
      }),
    close: () => void stream.destroy(),
  }
}

/**
 * zlib keeps to itself what it unpacked of a piece before it met the damage: the member is unpacked again up to that piece, and the piece octet
 * by octet.
 */
async function salvage(kind: PackedKind, input: Readable, sound: number, known: number, take: Take): Promise<void> {
  let passed = 0
  const unpack = openUnpacker(kind, (chunk) => {
    const fresh = Math.max(0, known - passed)
    passed += chunk.length
    if (fresh < chunk.length) take(chunk.subarray(fresh))
  })
  let read = 0
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      for (let from = 0; from < chunk.length;) {
        const size = read < sound ? Math.min(PIECE_BYTES, sound - read) : 1
        const piece = chunk.subarray(from, from + size)
        from += piece.length
        read += piece.length
        if ((await unpack.write(piece)) === undefined || unpack.ended() || read > sound + PIECE_BYTES) return
      }
    }
  } finally {
    input.destroy()
    unpack.close()
  }
}
