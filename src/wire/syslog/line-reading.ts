import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'
import type { Stamp } from './stamp.ts'

/** A frame in a frame in a frame: what is wrapped deeper is taken as text. */
export const DEEPEST = 3

/** What the readers of the parts of a line share: the frame that they fill, and each other. */
export interface LineReading {
  readonly frame: Frame
  readonly names: Interner
  /** The stamp that was read last. */
  readonly stamp: Stamp
  /** An ISO stamp, or NaN. */
  readonly isoMs: (stamp: string) => number
  /** What begins at `from` is a line of any form itself, `depth` frames within the outermost one. */
  readonly read: (line: string, from: number, depth: number) => void
  /** The rest of the line is the message. Readers of octets need no copy of what stands in the block. */
  readonly says: (line: string, start: number) => void
}
