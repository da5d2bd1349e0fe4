import type { Layer, Member, OpenMember } from './layer.ts'
import { openUnpacker, PIECE_BYTES, type Unpacker } from './unpacker.ts'
import { METHODS, readZipHeader, whyUnread, ZIP_SIGNATURE, type ZipHeader } from './zip-header.ts'

const SIGNATURE = Buffer.from(ZIP_SIGNATURE, 'latin1')
/** The first file in what office programs write. */
const OFFICE = new Set(['[Content_Types].xml', 'mimetype'])

interface Open {
  readonly header: ZipHeader
  readonly layer: Layer | undefined
  readonly unpack: Unpacker | undefined
  /** Octets of the data that are still to come; NaN: the unpacker tells its end. */
  left: number
}

/** The files of a ZIP archive, told by the headers before them: what is read from a pipe has no other place to look at. */
export function openZip(openMember: OpenMember): Layer {
  /** What stands between members. */
  let held: Buffer = Buffer.alloc(0)
  let open: Open | undefined
  let isFirst = true
  let isOffice = false
  const notes: string[] = []

  function begin(header: ZipHeader): void {
    if (isFirst && OFFICE.has(header.name)) {
      isOffice = true
      notes.push('it is a document of an office program, which is not read: save it as CSV or as text')
    }
    isFirst = false
    const method = METHODS[header.method]
    const isUnwanted = isOffice || header.name.endsWith('/')
    const why = whyUnread(header)
    if (why !== undefined && !isUnwanted) notes.push(`${header.name} was passed over: ${why}`)
    const layer = why === undefined && !isUnwanted ? openMember(memberOf(header)) : undefined
    const unpack =
      why === undefined && method !== undefined && method !== 'stored'
        ? openUnpacker(method, (chunk) => layer?.write(chunk) ?? Promise.resolve())
        : undefined
    // What cannot be unpacked and has no size ends where the next header is found.
    if (unpack === undefined && Number.isNaN(header.packedBytes)) return
    open = { header, layer, unpack, left: header.packedBytes }
  }

  /** Gives back what is behind the member. */
  async function member(now: Open, octets: Buffer): Promise<Buffer> {
    const part = Number.isNaN(now.left)
      ? octets.subarray(0, PIECE_BYTES)
      : octets.subarray(0, Math.min(now.left, PIECE_BYTES))
    let used: number | undefined = part.length
    if (now.unpack === undefined) await now.layer?.write(part)
    else if (part.length > 0) used = await now.unpack.write(part)
    if (used === undefined) {
      await close(now, `is damaged (${now.unpack?.failure() ?? ''}): what could be unpacked was read`)
      return octets
    }
    now.left -= used
    if (now.left === 0 || now.unpack?.ended() === true) await close(now)
    return octets.subarray(used)
  }

  async function close(now: Open, damage?: string): Promise<void> {
    open = undefined
    const { header, unpack, layer } = now
    const isWhole = unpack === undefined || damage !== undefined || (await unpack.end())
    unpack?.close()
    if (damage !== undefined) notes.push(`${header.name} ${damage}`)
    else if (!isWhole) notes.push(`${header.name} is damaged: only its beginning was read`)
    else if (unpack !== undefined && isOtherThan(header, unpack))
      notes.push(`${header.name} is damaged (incorrect data check)`)
    if (layer !== undefined) notes.push(...(await layer.end()))
  }

  /** Looks for the next header in what is held; what stands before it tells of members that were read. */
  function sought(octets: Buffer): Buffer {
    held = held.length === 0 ? octets : Buffer.concat([held, octets])
    const at = held.indexOf(SIGNATURE)
    if (at < 0) {
      held = Buffer.from(held.subarray(Math.max(0, held.length - SIGNATURE.length + 1)))
      return Buffer.alloc(0)
    }
    const head = held.subarray(at)
    const header = readZipHeader(head)
    if (header === undefined) {
      held = Buffer.from(head)
      return Buffer.alloc(0)
    }
    begin(header)
    held = Buffer.alloc(0)
    return head.subarray(header.length)
  }

  return {
    async write(octets) {
      for (let rest = octets; rest.length > 0;) {
        rest = open === undefined ? sought(rest) : await member(open, rest)
        // Of an empty file there is nothing to wait for.
        if (open?.left === 0) await close(open)
      }
    },
    async end() {
      if (open !== undefined) await close(open, 'is cut, for the archive ends within it: its beginning was read')
      return notes
    },
  }
}

/** Of zstd no checksum is taken. */
function isOtherThan({ method, checksum }: ZipHeader, unpack: Unpacker): boolean {
  return method === 8 && !Number.isNaN(checksum) && unpack.checksum() !== checksum
}

function memberOf({ name }: ZipHeader): Member {
  return { name, changedAtMs: Number.NaN }
}
