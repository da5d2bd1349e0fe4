import { memberName, type Layer, type OpenMember } from './layer.ts'
import { isTarHeader, readAttributes, readTarHeader, TAR_BLOCK_BYTES, type TarHeader } from './tar-header.ts'

/** Names and attributes are kept up to here. */
const KEPT_BYTES = 65_536

/** The files of a tape archive. */
export function openTar(open: OpenMember): Layer {
  let header = Buffer.alloc(0)
  /** Octets that are still to come of a member's data, and of what fills its last block. */
  let data = 0
  let filling = 0
  let current: TarHeader | undefined
  let layer: Layer | undefined
  /** The data of a long name, or of attributes. */
  let kept = ''
  /** What a member says of the one behind it. */
  let next: { name?: string; size?: number } = {}
  /** Octets that are of no member. */
  let rubbish = 0
  const notes: string[] = []

  function begin(block: Buffer): void {
    if (!isTarHeader(block)) {
      if (block.some((octet) => octet !== 0)) rubbish += block.length
      return
    }
    const written = readTarHeader(block)
    const size = next.size ?? written.sizeBytes
    current = { ...written, name: memberName(next.name ?? written.name) }
    data = Number.isSafeInteger(size) ? size : 0
    if (data !== size) notes.push(`${current.name} was passed over: its size cannot be read`)
    filling = (TAR_BLOCK_BYTES - (data % TAR_BLOCK_BYTES)) % TAR_BLOCK_BYTES
    if (current.kind === 'file' || current.kind === 'other') next = {}
    if (current.kind === 'file' && data > 0) layer = open(current)
  }

  async function take(part: Buffer): Promise<void> {
    data -= part.length
    if (layer !== undefined) await layer.write(part)
    else if (current !== undefined && current.kind !== 'file' && kept.length < KEPT_BYTES)
      kept += part.toString('latin1')
    if (data === 0) await finish()
  }

  async function finish(): Promise<void> {
    if (layer !== undefined) notes.push(...(await layer.end()))
    layer = undefined
    const text = kept
    kept = ''
    if (current?.kind === 'long-name')
      next.name = Buffer.from(text, 'latin1')
        .toString('utf8')
        .replace(/\0[^]*$/, '')
    if (current?.kind !== 'attributes') return
    const { path, size } = Object.fromEntries(readAttributes(text))
    if (path !== undefined) next.name = path
    if (size !== undefined) next.size = Number(size)
  }

  return {
    async write(octets) {
      for (let at = 0; at < octets.length;) {
        if (data > 0) {
          const part = octets.subarray(at, at + data)
          at += part.length
          await take(part)
        } else if (filling > 0) {
          const skipped = Math.min(filling, octets.length - at)
          filling -= skipped
          at += skipped
        } else {
          const part = octets.subarray(at, at + TAR_BLOCK_BYTES - header.length)
          at += part.length
          header = Buffer.concat([header, part])
          if (header.length < TAR_BLOCK_BYTES) continue
          begin(header)
          header = Buffer.alloc(0)
        }
      }
    },
    async end() {
      if (data > 0) {
        await finish()
        notes.push(`the archive ends within ${current?.name ?? 'a file'}: what was there of it was read`)
      }
      if (rubbish > 0)
        notes.push(`${rubbish} octets between the files of the archive are none of it and were passed over`)
      return notes
    },
  }
}
