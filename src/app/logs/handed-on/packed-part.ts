import { packingOf } from '../packed/packing.ts'
import { readZipHeader, ZIP_SIGNATURE } from '../packed/zip-header.ts'

/** What comes out of one file; more is cut, for it may be a bomb. */
const MOST_BYTES = 268_435_456
const SIGNATURE = Buffer.from(ZIP_SIGNATURE, 'latin1')

/** Stands in the place of the log, and is a line that nobody understands. */
const DAMAGED = 'an attachment that is packed, and is damaged or holds too much\n'

/** What an attachment holds, unpacked at once, as latin1, or a line that says why not. */
export function unpackedText(octets: Buffer): string {
  // Loaded when something is packed.
  const zlib = process.getBuiltinModule('node:zlib')
  const limits = { maxOutputLength: MOST_BYTES }
  try {
    const packing = packingOf(octets)
    switch (packing.kind) {
      case 'gzip':
        return zlib.gunzipSync(octets, limits).toString('latin1')
      case 'zstd':
        return zlib.zstdDecompressSync(octets, limits).toString('latin1')
      case 'zip':
        return zipText(octets, (data) => zlib.inflateRawSync(data, limits))
      case 'unread':
        return `an attachment ${packing.note}\n`
      default:
        return DAMAGED
    }
  } catch {
    return DAMAGED
  }
}

/** The texts of the files in a ZIP archive, one after the other. */
function zipText(octets: Buffer, inflate: (data: Buffer) => Buffer): string {
  let text = ''
  for (let at = octets.indexOf(SIGNATURE); at >= 0; at = octets.indexOf(SIGNATURE, at + SIGNATURE.length)) {
    const header = readZipHeader(octets.subarray(at))
    if (header === undefined || header.isEncrypted || text.length > MOST_BYTES) break
    const from = at + header.length
    const data = octets.subarray(from, Number.isNaN(header.packedBytes) ? undefined : from + header.packedBytes)
    if (header.method === 8) text += `${inflate(data).toString('latin1')}\n`
    else if (header.method === 0) text += `${data.toString('latin1')}\n`
    if (!Number.isNaN(header.packedBytes)) at = from + header.packedBytes - SIGNATURE.length
  }
  return text
}
