import type { CauseId } from '../../domain/cause-id.ts'
import type { PatternFact } from '../../domain/facts/text-facts.ts'
import type { Standing } from '../../domain/locus.ts'
import type { Software } from '../../domain/software.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { AttemptStatus, ServerEvent } from '../../mta/log-event.ts'

export type Counts = Readonly<Record<string, number>>

/** Attempts of one destination, MX or source address. */
export interface OutcomeRow {
  readonly sent: number
  readonly deferred: number
  readonly bounced: number
  readonly expired: number
  readonly suspended: number
  /** Failed attempts by `symptom@stage`. */
  readonly failures: Counts
  /** ISO 8601; null where nothing failed or no line had a time. */
  readonly firstFailureAt: string | null
  readonly lastFailureAt: string | null
}

export interface DestinationRow extends OutcomeRow {
  readonly domain: string
}

export interface MxRow extends OutcomeRow {
  readonly mx: string
  /** Times it failed and another MX took the mail. */
  readonly softFailures: number
}

export interface SourceRow extends OutcomeRow {
  readonly source: string
}

/** A stretch of time in which one failure stood above its ordinary rate. */
export interface LogIncident {
  readonly start: string
  readonly end: string
  /** It lasts to the end of the log. */
  readonly open: boolean
  readonly symptom: Symptom
  readonly stage: Stage | null
  readonly cause: CauseId | null
  /** Failed attempts in it, and attempts of any outcome to anybody. */
  readonly failures: number
  readonly attempts: number
  readonly destinations: readonly string[]
  readonly scope: 'one-destination' | 'some-destinations' | 'all-destinations'
}

/** How long the stage lasted before it failed, where many failures agree: the owner of a timer. */
export interface ClockReading {
  readonly symptom: Symptom
  readonly stage: Stage | null
  readonly seconds: number
  readonly count: number
  readonly of: number
}

export interface CauseRow {
  readonly count: number
  readonly standing: Standing
  readonly title: string
}

/** `hangup.logs/1`. Field names are a promise. */
export interface LogsDocument {
  readonly schema: 'hangup.logs/1'
  readonly period: { readonly start: string | null; readonly end: string | null }
  readonly inputs: readonly InputNote[]
  readonly lines: {
    readonly read: number
    readonly understood: number
    readonly unknown: number
    /** Part of `unknown`: lines of programs that are no mail server. */
    readonly otherPrograms: number
    /** Lines longer than what is read of one line. */
    readonly cut: number
  }
  readonly software: Counts
  readonly attempts: Readonly<Record<AttemptStatus, number>>
  readonly suspended: number
  /** Failed attempts, suspended repeats left out. */
  readonly bySymptom: Counts
  readonly byStage: Counts
  readonly byCause: Counts
  readonly causes: Readonly<Record<string, CauseRow>>
  readonly byDestination: readonly DestinationRow[]
  readonly byMx: readonly MxRow[]
  readonly bySource: readonly SourceRow[]
  readonly tls: { readonly byVersion: Counts; readonly failures: Counts; readonly plaintextFallbacks: Counts }
  /** An earlier MX failed, a later one took the mail: `symptom@stage`. */
  readonly softFailures: Counts
  readonly server: Readonly<Record<ServerEvent, number>>
  readonly queue: { readonly queued: number; readonly removed: number; readonly expired: number }
  readonly incidents: readonly LogIncident[]
  readonly patterns: readonly PatternFact[]
  readonly clock: readonly ClockReading[]
  /** One text for each failure, the most frequent first, as the log has it. */
  readonly reasons: readonly ReasonRow[]
  /**
   * What did not fit into bounded memory. Totals stay exact. Folded `destinations`, `mxs` and `sources` are summed up in the row `(other)`;
   * of `queueIds` sizes are lost, of `messages`, `processes` and `sessions` what they had said before their outcome.
   */
  readonly folded: Counts
  /** Attempts and failures per bucket, for a plot. */
  readonly timeline: Timeline
  /** Commands to run next, at most five. */
  readonly next: readonly string[]
}

export interface ReasonRow {
  readonly symptom: Symptom
  readonly stage: Stage | null
  readonly cause: CauseId | null
  readonly count: number
  readonly text: string
  readonly queueId: string
  readonly domain: string
}

export interface Timeline {
  readonly start: string | null
  readonly bucketSeconds: number
  readonly attempts: readonly number[]
  readonly failures: readonly number[]
}

/** What there is to say about one input: it was cut, it shrank, it could not be read. */
export interface InputNote {
  readonly name: string
  readonly lines: number
  readonly note: string | null
}

/** One line of `--attempts`. */
export interface AttemptLine {
  readonly queueId: string | null
  readonly recipient: string | null
  readonly domain: string | null
  readonly mx: string | null
  readonly status: AttemptStatus
  readonly symptom: Symptom
  readonly stage: Stage | null
  readonly dsn: string | null
  readonly at: string | null
}

export interface LogsFilter {
  readonly sinceMs?: number
  readonly untilMs?: number
  /** Domain; its subdomains count too. */
  readonly destination?: string
  readonly mta?: Software
}
