import type { Lever, RemedyStep } from './lever.ts'

/** rustc's Applicability, for servers. */
export type Applicability = 'safely' | 'after-review' | 'needs-values' | 'by-someone-else'

/** What a cause proposes: levers that each MTA translates, and steps that are the same everywhere. */
export interface Remedy {
  readonly title: string
  readonly applies: Applicability
  /** Pulled in the words of the software at hand. */
  readonly levers?: readonly Lever[]
  /** Whose mail server the levers belong to. */
  readonly on?: 'our-server' | 'their-server'
  readonly steps?: readonly RemedyStep[]
  readonly undo?: readonly RemedyStep[]
  /** A stop-gap that treats the symptom: what is lost by it. */
  readonly costs?: string
}
