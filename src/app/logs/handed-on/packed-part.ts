import { packingOf } from '../packed/packing.ts'
import { isTarHeader, readTarHeader, TAR_BLOCK_BYTES } from '../packed/tar-header.ts'
import {
  DESCRIPTOR_SIGNATURE,
  METHODS,
  readZipHeader,
  toldBehind,
  whyUnread,
  ZIP_SIGNATURE,
} from '../packed/zip-header.ts'
import { unpackedBeginning } from './sound-beginning.ts'

/** What comes out of one attachment; more is cut, for it may be a bomb. */
const MOST_BYTES = 268_435_456
const SIGNATURE = Buffer.from(ZIP_SIGNATURE, 'latin1')
/** A packed log in a packed archive in a packed one: whoever packs more hides something. */
const DEEPEST = 6

/** Stand in the place of the log, or behind what is there of it, and are lines that nobody understands. */
const DAMAGED = 'an attachment that is packed, and is damaged or holds too much'
const passedOver = (why: string): string => `a file in an attachment that is packed was passed over: ${why}`

/** What an attachment holds, unpacked at once, as latin1, and lines that say what could not be. */
export function unpackedText(attached: Buffer): string {
  // Loaded when something is packed.
  const zlib = process.getBuiltinModule('node:zlib')
  const { Z_SYNC_FLUSH, ZSTD_e_continue } = zlib.constants
  const unpackers = {
    gzip: { unpack: zlib.gunzipSync, finishFlush: Z_SYNC_FLUSH },
    deflate: { unpack: zlib.inflateRawSync, finishFlush: Z_SYNC_FLUSH },
    zstd: { unpack: zlib.zstdDecompressSync, finishFlush: ZSTD_e_continue },
  }
  /** Octets that may still come out. */
  let left = MOST_BYTES
  const notes = new Set<string>()

  function unpacked(kind: keyof typeof unpackers, data: Buffer): Buffer {
    if (left <= 0) {
      notes.add(DAMAGED)
      return Buffer.alloc(0)
    }
    const { unpack, finishFlush } = unpackers[kind]
    const maxOutputLength = left
    try {
      const octets = unpack(data, { maxOutputLength })
      left -= octets.length
      return octets
    } catch (error) {
      notes.add(DAMAGED)
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        left = 0
        return Buffer.alloc(0)
      }
    }
    /** What is cut ends without an error when no end is waited for. */
    const octets = unpackedBeginning(data.length, (length) =>
      unpack(data.subarray(0, length), { maxOutputLength, finishFlush }),
    )
    left -= Math.max(octets.length, data.length)
    // The last line of what is cut is none.
    return octets.subarray(0, octets.lastIndexOf(10) + 1)
  }

  function textOf(data: Buffer, depth: number): string {
    const packing = packingOf(data)
    if (packing.kind !== 'plain' && depth > DEEPEST) {
      notes.add(DAMAGED)
      return ''
    }
    switch (packing.kind) {
      case 'plain':
        return data.toString('latin1')
      case 'unread':
        notes.add(`an attachment ${packing.note}`)
        return ''
      case 'gzip':
      case 'zstd':
        return textOf(unpacked(packing.kind, data), depth + 1)
      case 'tar':
        return tarText(data, depth + 1)
      case 'zip':
        return zipText(data, depth + 1)
    }
  }

  /** The texts of the files in a ZIP archive, one after the other. */
  function zipText(data: Buffer, depth: number): string {
    let text = ''
    let descriptorAt = 0
    for (let at = data.indexOf(SIGNATURE); at >= 0; at = data.indexOf(SIGNATURE, at + SIGNATURE.length)) {
      const header = readZipHeader(data.subarray(at))
      if (header === undefined || left <= 0) {
        notes.add(DAMAGED)
        break
      }
      const from = at + header.length
      // Sought once for all that stands before it: who writes many headers shall not have all searched for each.
      if (descriptorAt >= 0 && descriptorAt < from) descriptorAt = data.indexOf(DESCRIPTOR_SIGNATURE, from)
      const isTold = !Number.isNaN(header.packedBytes)
      const { packedBytes, checksum } = (isTold ? header : toldBehind(data, from, descriptorAt)) ?? header
      const end = Number.isNaN(packedBytes) ? data.length : from + packedBytes
      const why = whyUnread(header)
      const method = METHODS[header.method]
      const packed = data.subarray(from, end)
      if (why !== undefined || method === undefined) notes.add(passedOver(why ?? ''))
      else if (packed.length > 0) {
        const octets = method === 'stored' ? packed : unpacked(method === 'gzip' ? 'deflate' : method, packed)
        if (!Number.isNaN(checksum) && zlib.crc32(octets) !== checksum) notes.add(DAMAGED)
        text += ended(textOf(octets, depth))
      }
      if (!Number.isNaN(packedBytes)) at = end - SIGNATURE.length
    }
    return text
  }

  /** Those of the files in a tape archive. */
  function tarText(data: Buffer, depth: number): string {
    let text = ''
    for (let at = 0; at < data.length;) {
      const block = data.subarray(at, at + TAR_BLOCK_BYTES)
      at += TAR_BLOCK_BYTES
      if (!isTarHeader(block)) continue
      const { kind, sizeBytes } = readTarHeader(block)
      const size = Number.isSafeInteger(sizeBytes) ? sizeBytes : 0
      if (kind === 'file' && size > 0) text += ended(textOf(data.subarray(at, at + size), depth))
      if (at + size > data.length) notes.add(DAMAGED)
      at += Math.ceil(size / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES
    }
    return text
  }

  const text = textOf(attached, 0)
  const said = [...notes].map((note) => `${note}\n`).join('')
  return said === '' || text.endsWith('\n') ? text + said : ended(text) + said
}

/** The last line of a file may have no end. */
function ended(text: string): string {
  return text === '' ? '' : `${text}\n`
}
