import type { Alternative } from '../../domain/cause.ts'
import type { DiagnosisVerdict } from '../../domain/diagnosis.ts'
import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { Stage } from '../../domain/stage.ts'
import type { CauseRemedies } from './remedies.ts'

export const AUTOPSY_SCHEMA = 'hangup.autopsy/1'

/** A packet that proves something, as Wireshark numbers it. */
export interface EvidenceFrame {
  readonly frame: number
  readonly says: string
}

export interface AutopsySession {
  readonly client: string
  readonly server: string
  /** ISO 8601; null when the capture holds no times. */
  readonly startedAt: string | null
  readonly endedAt?: string | null
  readonly stage: Stage
  /** The stage was read from the lengths of TLS records. */
  readonly stageInferred: boolean
  readonly endedBy: FlowEnd['endedBy']
  /** No sign of a failure. With `endedBy: nobody` the capture stops while the session is open. */
  readonly healthy: boolean
  readonly verdict: DiagnosisVerdict | null
  readonly alternatives: readonly Alternative[]
  /** At most six. */
  readonly frames: readonly EvidenceFrame[]
  /** What the server said and the client’s application never read. */
  readonly hiddenReply?: string
  /** Row of the signature table. */
  readonly signature: string
  /** What the capture lacks. */
  readonly limits: readonly string[]
  /** The check that decides between the alternatives. */
  readonly next?: string
  /** Shows this session in Wireshark. */
  readonly displayFilter: string
  readonly rttMs?: number
  /** Lines of the MTA’s log about this session (`--log`). */
  readonly log?: readonly LogLine[]
  readonly ladder?: readonly LadderStep[]
}

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly line: string
  readonly queueId?: string
  /** `port`: it names the client's port, so it is this session's. `address`: it names a party and fits in time. */
  readonly matchedBy: 'port' | 'address'
}

/** One rung of the packet ladder: a packet, or several of the same kind in a row. */
export interface LadderStep {
  /** Milliseconds since the session began. */
  readonly afterMs: number
  readonly from: 'client' | 'server' | 'path'
  readonly frame: number
  readonly says: string
  /** It is one of the deciding packets. */
  readonly decides: boolean
  readonly count: number
}

export interface AutopsyDocument {
  readonly schema: typeof AUTOPSY_SCHEMA
  readonly source: {
    readonly path: string
    readonly format: 'pcap' | 'pcapng' | 'unknown'
    readonly packets: number
    readonly bytes: number
    readonly tcpSessions: number
    readonly startedAt: string | null
    readonly seconds: number
    /** Something about the file: cut, damaged, unreadable. */
    readonly notes: readonly string[]
  }
  readonly healthy: boolean
  readonly sessions: readonly AutopsySession[]
  /** What to do about each cause found, the most frequent first. */
  readonly remedies?: readonly CauseRemedies[]
  readonly comparison?: readonly SegmentFinding[]
}

/** What two vantage points say together about one session (`--against`). */
export interface SegmentFinding {
  readonly client: string
  readonly server: string
  readonly says: string
  /** Where it happened, as seen from the first capture. */
  readonly segment: 'between' | 'before-first' | 'behind-second' | 'none'
  readonly what: 'lost' | 'forged' | 'changed' | 'none'
  readonly frames: readonly number[]
  readonly framesThere: readonly number[]
}
