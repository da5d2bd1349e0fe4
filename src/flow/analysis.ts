import { otherSide } from './packet-log.ts'
import type { FlowEnd } from '../domain/facts/flow-facts.ts'
import { createCaptureReader } from '../wire/pcap/capture-reader.ts'
import type { CaptureSummary, Frame } from '../wire/pcap/frame.ts'
import { compareSessions, type Witness } from './company.ts'
import { judgeSettled } from './judge-settled.ts'
import { judgeSession } from './judge-session.ts'
import { readSession, type Reading } from './reading.ts'
import type { ReadReply } from './reply-meaning.ts'
import { hasSettled, type Session } from './session.ts'
import { createSessionTable } from './session-table.ts'
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
  readonly push: (chunk: Uint8Array) => void
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

function witnessOf(reading: Reading): Witness {
  const { session, ends, timing, packets, clientIndex, client, server } = reading
  const fromServer = packets.find((packet) => packet.side !== clientIndex && (packet.flags & 4) === 0)
  const [reset] = ends.serverResets
  return {
    number: session.number,
    pair: `${client.address.length}${octets(client.address)}${octets(server.address)}:${server.port}`,
    server: octets(server.address),
    startedUs: session.startedUs,
    openedUs: ends.handshakeAck?.atUs ?? Infinity,
    endUs: ends.first?.atUs ?? session.lastUs,
    syns: ends.syns.length,
    lastSynUs: ends.syns.at(-1)?.atUs ?? session.startedUs,
    synFrames: ends.syns.slice(0, 2).map((packet) => packet.frame),
    toServerMs: timing.toServerMs,
    ttl: fromServer?.ttl,
    resetTtl: reset?.ttl,
    resetAfterMs:
      reset === undefined || ends.syn === undefined
        ? NaN
        : (reset.atUs - (ends.syns.findLast((syn) => syn.frame < reset.frame)?.atUs ?? ends.syn.atUs)) / 1000,
    resetFrame: reset?.frame,
    ackedBytes: reading.ackedBytes,
    oneSided: reading.limits.oneSided !== undefined,
  }
}

/** A session that ended in order, as company for others. */
function plainWitness(session: Session, end: FlowEnd): Witness {
  const clientIndex = session.client ?? 0
  const client = session.sides[clientIndex]
  const server = session.sides[otherSide(clientIndex)]
  const rttMs = end.rttMs ?? NaN
  return {
    number: session.number,
    pair: `${client.address.length}${octets(client.address)}${octets(server.address)}:${server.port}`,
    server: octets(server.address),
    startedUs: session.startedUs,
    openedUs: session.startedUs + (Number.isNaN(rttMs) ? 0 : rttMs * 1000),
    endUs: session.lastUs,
    syns: 1,
    lastSynUs: session.startedUs,
    synFrames: [],
    toServerMs: rttMs,
    ttl: server.ttl,
    resetTtl: undefined,
    resetAfterMs: NaN,
    resetFrame: undefined,
    ackedBytes: 0,
    oneSided: false,
  }
}

/** An address as a key. */
function octets(address: Uint8Array): string {
  return String.fromCharCode(...address)
}
