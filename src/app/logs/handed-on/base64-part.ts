import { packingOf } from '../packed/packing.ts'
import { unpackedText } from './packed-part.ts'

const QUANTUM = 4
/** An attachment that is longer packed is no log that somebody mails. */
const PACKED_LIMIT_BYTES = 33_554_432

/** The octets of a part in base64 (RFC 2045, 6.8) as latin1, piece by piece: nobody knows how long a line becomes. Packed logs are unpacked at their end. */
export interface Base64Part {
  line(line: string): string
  end(): string
}

export function openBase64(): Base64Part {
  /** Base64 that makes no whole octets yet. */
  let quantum = ''
  /** undefined: what was read is not packed. */
  let packed: Buffer[] | undefined = []
  let packedBytes = 0

  function take(octets: Buffer): string {
    if (octets.length === 0) return ''
    if (packed?.length === 0 && !isPacked(octets)) packed = undefined
    if (packed === undefined) return octets.toString('latin1')
    packedBytes += octets.length
    if (packedBytes <= PACKED_LIMIT_BYTES) packed.push(octets)
    return ''
  }

  return {
    line(line) {
      const text = quantum + line.trim()
      const whole = text.length - (text.length % QUANTUM)
      quantum = text.slice(whole)
      return take(Buffer.from(text.slice(0, whole), 'base64'))
    },
    end() {
      const last = take(Buffer.from(quantum, 'base64'))
      const text = packed === undefined || packed.length === 0 ? last : unpackedText(Buffer.concat(packed))
      quantum = ''
      packed = []
      packedBytes = 0
      return text
    },
  }
}

function isPacked(head: Buffer): boolean {
  return packingOf(head).kind !== 'plain'
}
