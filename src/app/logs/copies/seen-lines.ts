/** So many lines are remembered; of what comes then nothing is known. */
const MOST_LINES = 4_194_304
const FEWEST_SLOTS = 16_384

/** Lines by a hash of 53 bits, and the family of logs that each was met in first, in nine octets each. */
export interface SeenLines {
  /** The family, from 1, that the line (from `start` to `end`) was met in first: the one given where it is new. */
  firstFamily(octets: Uint8Array, start: number, end: number, family: number): number
  isFull(): boolean
}

export function openSeenLines(): SeenLines {
  let keys = new Float64Array(FEWEST_SLOTS)
  let families = new Uint8Array(FEWEST_SLOTS)
  let count = 0

  function slotOf(key: number): number {
    const mask = keys.length - 1
    let slot = key & mask
    while (families[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  function grow(): void {
    const before = { keys, families }
    keys = new Float64Array(before.keys.length * 2)
    families = new Uint8Array(before.keys.length * 2)
    for (const [index, family] of before.families.entries()) {
      if (family === 0) continue
      const key = before.keys[index] ?? 0
      const slot = slotOf(key)
      keys[slot] = key
      families[slot] = family
    }
  }

  return {
    firstFamily(octets, start, end, family) {
      const key = hashOf(octets, start, end)
      const slot = slotOf(key)
      const known = families[slot] ?? 0
      if (known !== 0) return known
      if (count >= MOST_LINES) return family
      keys[slot] = key
      families[slot] = family
      if (++count * 2 > keys.length) grow()
      return family
    },
    isFull: () => count >= MOST_LINES,
  }
}

/** Two hashes of 32 bits (FNV-1a, and one with another prime) put together: of a million lines two have the same once in 18,000 runs. */
function hashOf(octets: Uint8Array, start: number, end: number): number {
  let low = 0x81_1c_9d_c5
  let high = 0x9e_37_79_b9
  for (let at = start; at < end; at++) {
    const octet = octets[at] ?? 0
    low = Math.imul(low ^ octet, 0x01_00_01_93)
    high = Math.imul(high ^ octet, 0x85_eb_ca_6b) ^ (high >>> 15)
  }
  return (high >>> 11) * 0x1_00_00_00_00 + (low >>> 0)
}
