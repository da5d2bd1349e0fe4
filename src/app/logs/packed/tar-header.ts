export const TAR_BLOCK_BYTES = 512

/** What a member is: a file; the name, or the attributes, of the member behind it; anything else (folders, links) has nothing to read. */
export type TarKind = 'file' | 'long-name' | 'attributes' | 'other'

export interface TarHeader {
  readonly name: string
  readonly kind: TarKind
  readonly sizeBytes: number
  /** NaN: it does not say. */
  readonly changedAtMs: number
}

/** Archives that are to come out the same each time have 0, or a second near it. */
const EARLIEST_MS = Date.UTC(1971)

const KINDS: Readonly<Record<string, TarKind>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  L: 'long-name',
  x: 'attributes',
}

/** The sum of a header's octets stands in it, itself counted as blanks (POSIX.1-1988): nothing else begins so. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < TAR_BLOCK_BYTES || block[0] === 0) return false
  let sum = 8 * 32
  for (let at = 0; at < TAR_BLOCK_BYTES; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0
  return numberAt(block, 148, 8) === sum
}

export function readTarHeader(block: Buffer): TarHeader {
  const mark = block.toString('latin1', 257, 265)
  // GNU's own form has times where POSIX has the folder.
  const folder = mark.startsWith('ustar\0') ? textAt(block, 345, 155) : ''
  const name = textAt(block, 0, 100)
  const changedAtMs = numberAt(block, 136, 12) * 1000
  return {
    name: folder === '' ? name : `${folder}/${name}`,
    kind: KINDS[String.fromCharCode(block[156] ?? 0)] ?? 'other',
    sizeBytes: numberAt(block, 124, 12),
    changedAtMs: changedAtMs < EARLIEST_MS ? Number.NaN : changedAtMs,
  }
}

/** The attributes of POSIX (pax), `LENGTH NAME=VALUE` each, lengths in octets; `text` is latin1. */
export function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (let at = 0; at < text.length;) {
    const length = Number.parseInt(text.slice(at, at + 10), 10)
    if (!(length > 0)) break
    const [, name = '', value = ''] = /^\d+ ([^=]+)=([^]*)\n$/.exec(text.slice(at, at + length)) ?? []
    if (name !== '') attributes.set(name, Buffer.from(value, 'latin1').toString('utf8'))
    at += length
  }
  return attributes
}

function textAt(block: Buffer, from: number, length: number): string {
  const field = block.toString('utf8', from, from + length)
  const end = field.indexOf('\0')
  return end < 0 ? field : field.slice(0, end)
}

/** Octal digits; what they have no room for GNU writes in base 256, with the first bit set. NaN: neither. */
function numberAt(block: Buffer, from: number, length: number): number {
  if (((block[from] ?? 0) & 0x80) === 0) {
    const digits = /^[ \0]*([0-7]*)[ \0]*$/.exec(block.toString('latin1', from, from + length))?.[1]
    return digits === undefined ? Number.NaN : Number.parseInt(digits || '0', 8)
  }
  let value = (block[from] ?? 0) & 0x7f
  for (let at = from + 1; at < from + length; at++) value = value * 256 + (block[at] ?? 0)
  return value
}
