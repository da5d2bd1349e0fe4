import type { FlowEnd } from '../domain/facts/flow-facts.ts'
import { createCaptureReader } from '../wire/pcap/capture-reader.ts'
import type { CaptureSummary, Frame } from '../wire/pcap/frame.ts'
import { compareSessions } from './company/compare-sessions.ts'
import { plainWitness, witnessOf, type Witness } from './company/witness.ts'
import { judgeSession } from './judge-session.ts'
import { judgeSettled } from './judge-settled.ts'
import { readSession, type Reading } from './reading.ts'
import type { ReadReply } from './reply-meaning.ts'
import { createSessionTable } from './session-table.ts'
import { hasSettled } from './session.ts'
import { unreadNotes } from './unread-notes.ts'

export interface AnalysisOptions {
  /** Meaning of a reply's words, by a layer that may read texts. */
  readonly readReply?: ReadReply
  /** Sees every session before it is forgotten, for callers that want more than the verdict. */
  readonly onSession?: (reading: Reading, end: FlowEnd) => void
  /** Sees every frame, for callers that copy some. Borrowed, as always. */
  readonly onFrame?: (frame: Frame) => void
}

/** Everything found in one capture. */
export interface CaptureAnalysis {
  readonly sessions: readonly FlowEnd[]
  readonly summary: CaptureSummary
  readonly packets: number
  readonly tcpSessions: number
  /** Microseconds since the epoch, of the first and last frame. */
  readonly firstUs: number
  readonly lastUs: number
}

/** Push the bytes of a capture, then `end`: every SMTP session in it with its end. */
export interface CaptureAnalyser {
  readonly push: (chunk: Uint8Array) => 'stop' | void
  readonly end: () => CaptureAnalysis
}

export function createAnalyser(options: AnalysisOptions = {}): CaptureAnalyser {
  const found: FlowEnd[] = []
  const witnesses: Witness[] = []
  const table = createSessionTable((session, why) => {
    const quick = options.onSession === undefined && hasSettled(session) ? judgeSettled(session) : undefined
    if (quick !== undefined) {
      found.push(quick)
      witnesses.push(plainWitness(session, quick))
      return
    }
    const reading = readSession(session, why)
    const end = judgeSession(reading, options.readReply)
    options.onSession?.(reading, end)
    found.push(end)
    witnesses.push(witnessOf(reading))
  })
  const { onFrame } = options
  const reader = createCaptureReader(
    onFrame === undefined
      ? table.frame
      : (frame) => {
          onFrame(frame)
          table.frame(frame)
        },
  )
  return {
    push: reader.push,
    end() {
      const summary = reader.end()
      table.end()
      const order = found
        .map((_, index) => index)
        .toSorted((a, b) => (witnesses[a]?.number ?? 0) - (witnesses[b]?.number ?? 0))
      const sessions = compareSessions(
        order.flatMap((index) => found[index] ?? []),
        order.flatMap((index) => witnesses[index] ?? []),
      )
      const { packets, sessions: tcpSessions, firstUs, lastUs } = table.counts
      const notes = [...summary.notes, ...unreadNotes(table, sessions.length)]
      return { sessions, summary: { ...summary, notes }, packets, tcpSessions, firstUs, lastUs }
    },
  }
}
