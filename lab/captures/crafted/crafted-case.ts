import type { Expected } from '../case.ts'
import type { Talk, TalkOptions } from './talk.ts'

/** A server that said nothing may have wanted to, or not. */
export const NO_REPLY = ['receiver/closes-without-reply', 'receiver/daemon-crash'] as const

/** A conversation written by hand, and what must be said of it wherever it is captured. */
export interface CraftedCase extends TalkOptions {
  readonly name: string
  readonly expect: Expected
  /** Healthy is right too. */
  readonly orHealthy?: boolean
  /** It must not be called proven, or must name one of these among the alternatives. */
  readonly unsure?: boolean
  /** Captured at these places only. */
  readonly places?: readonly ('client' | 'server' | 'middle')[]
  make(talk: Talk): void
}
