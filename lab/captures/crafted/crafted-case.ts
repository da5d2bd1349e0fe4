import type { Expected } from '../case.ts'
import type { Talk, TalkOptions } from './talk.ts'

/** A conversation written by hand, and what must be said of it at each place where it may be captured. */
export interface CraftedCase extends TalkOptions {
  readonly name: string
  readonly expect: Expected
  /** What a capture at the server, or between, can show, where it is not the same. */
  readonly atServer?: Expected
  readonly atMiddle?: Expected
  /** Healthy is right too. */
  readonly orHealthy?: boolean
  /** It must not be called proven, or must name one of these among the alternatives. */
  readonly unsure?: boolean
  /** Captured at these places only. */
  readonly places?: readonly ('client' | 'server' | 'middle')[]
  make(talk: Talk): void
}
