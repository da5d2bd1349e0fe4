import type { CauseId } from '../cause-id.ts'

/** The result of one experiment, in the evidence so that a saved case replays it. */
export interface ExperimentFact {
  readonly cause: CauseId
  /** Name of the experiment inside the cause. */
  readonly name: string
  readonly question: string
  /** The one thing that differed, in words: `TLS maximum 1.2 instead of 1.3`. */
  readonly varied: string
  readonly endpoint: string
  readonly arms: readonly ExperimentArm[]
  readonly judged: 'confirmed' | 'refuted' | 'undecided'
  readonly because: string
}

export interface ExperimentArm {
  readonly name: string
  /** The trials are single hellos and no sessions: one that lived was answered. */
  readonly of?: 'hello'
  /** What every answer was, where no session was to be had: the version that the server chose (`TLS 1.1`), a refusal. */
  readonly answeredBy?: string
  readonly lived: number
  readonly died: number
  /** One short line per trial: how it ended. */
  readonly trials: readonly string[]
}
