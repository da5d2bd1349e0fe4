import type { CauseClass, CauseId } from './cause-id.ts'
import type { Alternative, Clue } from './cause.ts'
import type { Evidence } from './evidence.ts'
import type { ExperimentFact } from './facts/experiment-fact.ts'
import type { Written } from './lever.ts'
import type { Locus, Persistence, Standing } from './locus.ts'
import type { FactKind } from './observation.ts'
import type { Remedy } from './remedy.ts'
import type { Stage } from './stage.ts'
import type { Symptom } from './symptom.ts'

/** One cause after weighing. */
export interface Finding {
  readonly cause: CauseId
  readonly class: CauseClass
  readonly locus: Locus
  /** Where it may lie as well, as far as can be told from here. */
  readonly locusOr?: Locus
  readonly stage: Stage
  readonly standing: Standing
  /** Share of the belief among all causes weighed, 0 to 1. */
  readonly belief: number
  readonly title: string
  readonly persistence: Persistence
  readonly clues: readonly Clue[]
  /** What we were blind to, so what would sharpen this. */
  readonly missing: readonly FactKind[]
  readonly remedies: readonly WrittenRemedy[]
  readonly alternatives: readonly Alternative[]
  readonly endpoint?: string
}

/** A remedy with its levers in the words of each server that it concerns. */
export interface WrittenRemedy extends Remedy {
  readonly written: readonly Written[]
}

/** The mail that failed: where it is now, and how its sender sees it and has it tried again, in the words of each server. */
export interface WaitingMail {
  readonly says: string
  readonly written: readonly Written[]
}

/** The one answer. `cause` is null when the evidence shows a failure and does not decide between more than three causes. */
export interface DiagnosisVerdict {
  readonly cause: CauseId | null
  readonly class: CauseClass | null
  readonly locus: Locus | null
  readonly locusOr?: Locus
  readonly stage: Stage
  readonly symptom: Symptom
  readonly standing: Standing
  readonly persistence: Persistence
  readonly alternatives: readonly Alternative[]
  readonly title: string
  readonly note: string
  readonly endpoint: string | null
}

/** Something in which our passing session may differ from the failing one that was reported. */
export interface Difference {
  readonly what: string
  readonly ours: string
  /** undefined: the report does not tell. */
  readonly theirs?: string
  /** Why it could matter. */
  readonly why: string
}

export interface Advice {
  readonly title: string
  readonly text: string
  readonly cause?: CauseId
}

/** What a use-case hands to every surface. */
export interface Diagnosis {
  readonly target: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** A message would be accepted over this path as probed, now or at the next ordinary retry. Neither healthy nor a verdict: not examined. */
  readonly healthy: boolean
  readonly verdict: DiagnosisVerdict | null
  readonly findings: readonly Finding[]
  /** null where nothing failed. */
  readonly waiting: WaitingMail | null
  readonly proofs: readonly ExperimentFact[]
  readonly advice: readonly Advice[]
  /** Our probe passes while their session failed: what may differ. Empty otherwise. */
  readonly differs: readonly Difference[]
  readonly cost: { readonly connections: number; readonly seconds: number; readonly bytesSent: number }
  /** Why probing stopped before everything was decided, if it did. */
  readonly stopped?: string
  readonly evidence: Evidence
}
