import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib'

export interface Packed {
  readonly name: string
  readonly data: string | Buffer
  readonly changedAtMs?: number
}

const BLOCK = 512

/** As `tar` writes it. `big`: sizes in base 256, as GNU writes those that octal digits have no room for. */
export function tarOf(files: readonly Packed[], big = false): Buffer {
  const members = files.flatMap(({ name, data, changedAtMs }) =>
    tarMember(name, Buffer.from(data), '0', big, changedAtMs),
  )
  return Buffer.concat([...members, Buffer.alloc(2 * BLOCK)])
}

export function tarMember(name: string, data: Buffer, kind: string, big = false, changedAtMs = 0): readonly Buffer[] {
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0)
  if (big) {
    header[124] = 0x80
    header.writeUInt32BE(data.length, 132)
  } else header.write(`${data.length.toString(8).padStart(11, '0')} `, 124)
  header.write(
    `${Math.floor(changedAtMs / 1000)
      .toString(8)
      .padStart(11, '0')} `,
    136,
  )
  header.write(kind, 156)
  header.write('ustar\u000000', 257)
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, octet) => total + octet, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148)
  return [header, data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]
}

export interface ZipForm {
  /** 0: as it is; 8: deflate; 93: zstd. */
  readonly method?: number
  /** Sizes and checksum stand behind the data. */
  readonly streamed?: boolean
  readonly flags?: number
}

/** As `zip` writes it, the directory at its end without what is not read. */
export function zipOf(files: readonly Packed[], { method = 8, streamed = false, flags = 0 }: ZipForm = {}): Buffer {
  const members = files.flatMap(({ name, data }) => {
    const octets = Buffer.from(data)
    const packed = method === 8 ? deflateRawSync(octets) : method === 93 ? zstdCompressSync(octets) : octets
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(octets), 0)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(octets.length, 8)
    const header = Buffer.alloc(30)
    header.write('PK\u0003\u0004', 0, 'latin1')
    header.writeUInt16LE(flags | (streamed ? 8 : 0), 6)
    header.writeUInt16LE(method, 8)
    if (!streamed) sizes.copy(header, 14)
    header.writeUInt16LE(Buffer.byteLength(name), 26)
    const descriptor = streamed ? [Buffer.from('PK\u0007\u0008', 'latin1'), sizes] : []
    return [header, Buffer.from(name), packed, ...descriptor]
  })
  return Buffer.concat([...members, Buffer.from('PK\u0001\u0002 and so on', 'latin1')])
}
