import type { Expected } from './case.ts'

/** What must be found for one server address of a capture. */
export interface ExpectedAt {
  readonly name: string
  readonly address: string
  readonly port: number
  readonly expect: Expected
  readonly also?: Expected
  /** What a capture at the receiver can show, where it is not the same. */
  readonly atServer?: Expected
}
