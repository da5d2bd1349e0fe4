import { TextDecoder } from 'node:util'
import { memberName } from './layer.ts'

/** The fixed part of what stands before a member's data (APPNOTE 4.3.7). */
export const ZIP_HEADER_BYTES = 30
export const ZIP_SIGNATURE = 'PK\u0003\u0004'

export interface ZipHeader {
  readonly name: string
  /** Octets of the whole header. */
  readonly length: number
  /** 0: as it is; 8: deflate; 93: zstd (4.4.5). */
  readonly method: number
  readonly isEncrypted: boolean
  /** Octets of the data as they stand here; NaN: they are told behind the data. */
  readonly packedBytes: number
  /** Of the data unpacked; NaN: it is told behind the data. */
  readonly checksum: number
}

export const METHODS: Readonly<Record<number, 'stored' | 'gzip' | 'zstd'>> = { 0: 'stored', 8: 'gzip', 93: 'zstd' }

/** Why a file cannot be unpacked, in words; undefined: it can. */
export function whyUnread({ isEncrypted, method, packedBytes }: ZipHeader): string | undefined {
  if (isEncrypted) return 'it is encrypted'
  const how = METHODS[method]
  if (how === undefined) return `it is packed by method ${method}`
  return how === 'stored' && Number.isNaN(packedBytes) ? 'its size is not told before it' : undefined
}

/** undefined: not all of it is there yet. `head` begins with the signature. */
export function readZipHeader(head: Buffer): ZipHeader | undefined {
  if (head.length < ZIP_HEADER_BYTES) return undefined
  const nameBytes = head.readUInt16LE(26)
  const length = ZIP_HEADER_BYTES + nameBytes + head.readUInt16LE(28)
  if (head.length < length) return undefined
  const flags = head.readUInt16LE(6)
  const isTold = (flags & 8) === 0
  return {
    name: memberName(
      new TextDecoder((flags & 0x800) === 0 ? 'latin1' : 'utf-8').decode(
        head.subarray(ZIP_HEADER_BYTES, ZIP_HEADER_BYTES + nameBytes),
      ),
    ),
    length,
    method: head.readUInt16LE(8),
    isEncrypted: (flags & 1) !== 0,
    packedBytes: isTold ? packedSize(head, ZIP_HEADER_BYTES + nameBytes, length) : Number.NaN,
    checksum: isTold ? head.readUInt32LE(14) : Number.NaN,
  }
}

/** Octets and checksum of a member's data, told before it or behind it. */
export type Told = Pick<ZipHeader, 'packedBytes' | 'checksum'>

export const DESCRIPTOR_SIGNATURE = Buffer.from('PK\u0007\u0008', 'latin1')
const DESCRIPTOR_BYTES = 16

/** What is told at `at` behind data that begins at `from` (4.3.9); undefined: of other data. */
export function toldBehind(data: Buffer, from: number, at: number): Told | undefined {
  if (at < from || at + DESCRIPTOR_BYTES > data.length) return undefined
  const packedBytes = data.readUInt32LE(at + 8)
  return packedBytes === at - from ? { packedBytes, checksum: data.readUInt32LE(at + 4) } : undefined
}

/** What 32 bits have no room for stands in an extra field (4.5.3), behind the size unpacked. */
function packedSize(head: Buffer, from: number, to: number): number {
  const size = head.readUInt32LE(18)
  if (size !== 0xff_ff_ff_ff) return size
  for (let at = from; at + 20 <= to; at += 4 + head.readUInt16LE(at + 2))
    if (head.readUInt16LE(at) === 1) return Number(head.readBigUInt64LE(at + 12))
  return Number.NaN
}
