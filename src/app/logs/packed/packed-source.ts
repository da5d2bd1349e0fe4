import type { Readable } from 'node:stream'

/** Octets of which nobody knows yet how they are packed. */
export interface PackedSource {
  readonly stream: Readable
  /** Reads again from an offset, where the input is a file: what stands before damage is then unpacked to the last octet. */
  readonly again?: (offset: number) => Readable
}
