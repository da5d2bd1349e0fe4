/**
 * Octets that wait for those behind them. To append costs as much as there is to append, however small the pieces are that a peer sends;
 * the caller bounds how much it keeps.
 */
export interface OctetBuffer {
  readonly length: number
  append(octets: Uint8Array): void
  /** All that is held, in their order. Borrowed: the next call of `append` or `drop` may overwrite it. */
  view(): Uint8Array
  /** Forgets so many from the front. */
  drop(count: number): void
}

const FIRST_BYTES = 256

export function createOctetBuffer(): OctetBuffer {
  let held = new Uint8Array(FIRST_BYTES)
  let length = 0
  return {
    get length() {
      return length
    },
    append(octets) {
      const wanted = length + octets.length
      if (wanted > held.length) {
        const larger = new Uint8Array(Math.max(wanted, held.length * 2))
        larger.set(held.subarray(0, length))
        held = larger
      }
      held.set(octets, length)
      length = wanted
    },
    view: () => held.subarray(0, length),
    drop(count) {
      held.copyWithin(0, count, length)
      length -= count
    },
  }
}
