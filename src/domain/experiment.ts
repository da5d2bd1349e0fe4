import type { Endpoint } from './endpoint.ts'
import type { DnsAnswer } from './facts/dns-facts.ts'
import type { SmtpSession, TlsHello } from './facts/smtp-facts.ts'
import type { TrialEnd } from './judge.ts'
import type { ObservationId } from './observation.ts'
import type { Plan } from './plan/plan.ts'
import type { Stage } from './stage.ts'

/** What one run of a plan brought. */
export type TrialResult =
  | { readonly kind: 'session'; readonly session: SmtpSession }
  | { readonly kind: 'hello'; readonly hello: TlsHello }
  | { readonly kind: 'dns'; readonly answer: DnsAnswer }
  | { readonly kind: 'burst'; readonly sessions: readonly SmtpSession[] }

export interface Trial {
  readonly arm: string
  readonly result: TrialResult
  readonly shownBy: readonly ObservationId[]
  /** The first stage at which the arms are not the same: a session that ended before it was not asked. Any stage tells when left out. */
  readonly asksAt?: Stage
}

export interface Verdict {
  readonly judged: 'confirmed' | 'refuted' | 'undecided'
  /** One sentence with the numbers: "40 kB in one write was never acknowledged in 2 of 2, in 1000-octet slices accepted in 2 of 2". */
  readonly because: string
}

export interface Arm {
  readonly name: string
  readonly plan: Plan
}

/**
 * A controlled experiment: the same thing twice, one thing changed. `arms[0]` repeats what failed (the control),
 * the others differ from it in one thing each. Arms are interleaved, so that the time of day cannot explain the difference,
 * and it stops as soon as `judge` decides. A plan that already ran counts as a trial.
 */
export interface Experiment {
  readonly name: string
  readonly question: string
  /** The one thing that differs, in words. */
  readonly varied: string
  readonly endpoint: Endpoint
  readonly arms: readonly [Arm, ...Arm[]]
  /** Asked before all others: they rest on its answer. */
  readonly isFirst?: true
  /** Trials per arm at most. */
  readonly trials: number
  /** How long each stage may stay silent in a trial, in milliseconds; the orchestrator has a default of a few seconds. */
  readonly patienceMs?: number
  judge(trials: readonly Trial[]): Verdict
  /** No further trial tells more, although nothing is decided. */
  enough?(trials: readonly Trial[]): boolean
  /** How a trial is read for this question, where a bare look at its end would mislead; `endOf` when left out. */
  readonly read?: (trial: Trial) => TrialEnd
}
