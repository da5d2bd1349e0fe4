export type PackedKind = 'gzip' | 'zstd'

/** How a member begins. */
export const MAGIC: Readonly<Record<PackedKind, Buffer>> = {
  gzip: Buffer.from([0x1f, 0x8b, 0x08]),
  zstd: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
}

/** Octets of a member's header (RFC 1952, 2.3); 0: not all of it is there yet; −1: no member begins here. */
export function headerLength(kind: PackedKind, head: Buffer): number {
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
