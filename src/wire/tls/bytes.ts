/** Reads big-endian numbers and vectors; past the end everything is undefined, never an exception. */
export interface ByteReader {
  readonly at: () => number
  readonly left: () => number
  number(bytes: 1 | 2 | 3 | 4): number | undefined
  take(count: number): Uint8Array | undefined
  /** A vector with its length in front. */
  vector(lengthBytes: 1 | 2 | 3): Uint8Array | undefined
}

export function readBytes(octets: Uint8Array): ByteReader {
  let at = 0
  function take(count: number): Uint8Array | undefined {
    if (at + count > octets.length) return undefined
    at += count
    return octets.subarray(at - count, at)
  }
  function number(bytes: 1 | 2 | 3 | 4): number | undefined {
    return take(bytes)?.reduce((value, octet) => value * 256 + octet, 0)
  }
  return {
    at: () => at,
    left: () => octets.length - at,
    number,
    take,
    vector(lengthBytes) {
      const length = number(lengthBytes)
      return length === undefined ? undefined : take(length)
    },
  }
}

/** Every 16-bit number of a list; an odd octet at its end is dropped. */
export function numbers16(octets: Uint8Array): readonly number[] {
  const list: number[] = []
  for (let at = 0; at + 1 < octets.length; at += 2) list.push(((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0))
  return list
}

export function u8(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff)
}

/** Each as 16 bits, one behind the other. */
export function u16(...values: readonly number[]): Uint8Array {
  const octets = new Uint8Array(values.length * 2)
  let at = 0
  for (const value of values) {
    octets[at] = value >> 8
    octets[at + 1] = value
    at += 2
  }
  return octets
}

export function u24(value: number): Uint8Array {
  return Uint8Array.of((value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff)
}
