/** What the unpacker gives of so many first octets; it throws where they are damaged, and not where they are cut. */
export type UnpackBeginning = (octets: number) => Buffer

/** So much may be unpacked while it is sought: each look unpacks the beginning anew. */
const MOST_TRIED_BYTES = 1_073_741_824

/**
 * What can be unpacked of octets that are cut or damaged somewhere. An unpacker that works at once keeps to itself what it had when it met the
 * damage, so the longest beginning that it takes is sought by halving.
 */
export function unpackedBeginning(packedOctets: number, unpack: UnpackBeginning): Buffer {
  let best: Buffer = Buffer.alloc(0)
  let sound = 0
  let tried = 0
  /** The whole is tried first: what is only cut takes one look. */
  let octets = packedOctets
  for (let damaged = packedOctets + 1; damaged - sound > 1 && tried < MOST_TRIED_BYTES;) {
    try {
      best = unpack(octets)
      sound = octets
    } catch {
      damaged = octets
    }
    // What fails fails where the damage stands: it costs as much as the beginning before it.
    tried += best.length
    octets = Math.floor((sound + damaged) / 2)
  }
  return best
}
