import type { CauseId } from '../cause-id.ts'
import type { Locus, Persistence, Standing } from '../locus.ts'
import type { Stage } from '../stage.ts'
import type { Symptom } from '../symptom.ts'

/**
 * What a packet capture shows of one SMTP session's end. Numbers of one lab must not decide:
 * every mark is relative to the same flow's own RTT, TTL and segment sizes.
 */
export interface FlowEnd {
  readonly session: string
  readonly client: string
  readonly server: string
  readonly stage: Stage
  /** True when the stage was read from TLS record lengths. */
  readonly stageInferred: boolean
  readonly endedBy: 'client' | 'server' | 'middlebox' | 'path' | 'nobody' | 'unknown'
  /** Name of the signature that fits (`src/flow/signatures`). */
  readonly signature: string
  /** Marks that the signature rests on, each with the frames that show it. */
  readonly marks: readonly { readonly says: string; readonly frames: readonly number[] }[]
  /** What the capture lacks: one-sided, snapped, mid-stream, stopped early, gaps. */
  readonly limits: readonly string[]
  readonly hiddenReply?: string
  readonly healthy: boolean
  /** What the packets alone say; null: a failure that they do not explain. Absent when nothing failed. */
  readonly verdict?: FlowVerdict
  /** Milliseconds since the epoch. */
  readonly startedAt?: number
  /** When its last packet was seen. */
  readonly endedAt?: number
  /** Capture point to server and back. */
  readonly rttMs?: number
}

/** What the signature that matched says about a failed session. */
export interface FlowVerdict {
  readonly cause: CauseId | null
  readonly locus: Locus | null
  readonly symptom: Symptom
  readonly standing: Standing
  readonly persistence: Persistence
  readonly title: string
  readonly note: string
  readonly alternatives: readonly { readonly cause: CauseId; readonly decidedBy: string }[]
  /** The check that decides. */
  readonly next: string
}
