import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import { createAnalyser } from '../../flow/analysis.ts'
import type { Packet } from '../../flow/packet-log.ts'
import type { Reading } from '../../flow/reading.ts'
import type { Side } from '../../flow/side.ts'
import { feed, type AutopsyInput } from './autopsy.ts'
import { readReplyText } from './read-reply.ts'
import { notesOf, whyUnread } from './unread-capture.ts'

export type Party = 'client' | 'server'

/** A packet of a view. */
export type Seen = Packet & { readonly from: Party }

/** What is kept of a session for the comparison of two places. */
export interface View {
  readonly end: FlowEnd
  readonly packets: readonly Seen[]
  /** The sequence number that offset 0 stands for, of the client and of the server; undefined: nothing told it. */
  readonly zeros: readonly [number | undefined, number | undefined]
  /** The beginning is in the capture, so that offsets count from it. */
  readonly whole: boolean
  readonly timestamps: readonly [number, number]
  readonly ipIds: readonly [number, number]
  readonly server: string
  readonly clientPort: number
  readonly words: readonly string[]
  /** What the answer to EHLO offers. */
  readonly keywords: readonly string[]
  readonly startedUs: number
  readonly toClientMs: number
  /** The capture was made at the server's host. */
  readonly atServer: boolean
  /** Octets of the client were never acknowledged. */
  readonly stuck: boolean
}

/** All sessions of one place, and the time that its capture covers. */
export interface Place {
  readonly views: readonly View[]
  readonly firstUs: number
  readonly lastUs: number
  /** Why nothing of it could be read. */
  readonly unread?: string
}

const MOST_PACKETS = 400
const MOST_PACKETS_HEALTHY = 120

/** Reads a capture as one of two places. */
export async function placeOf(input: AutopsyInput): Promise<Place> {
  const views: View[] = []
  const analyser = createAnalyser({
    readReply: readReplyText,
    onSession: (reading, end) => void views.push(viewOf(reading, end)),
  })
  const read = await feed(input, analyser)
  const analysis = analyser.end()
  const { firstUs, lastUs, packets, tcpSessions } = analysis
  const unread = whyUnread({ packets, tcpSessions, notes: notesOf(read, analysis) })
  return { views, firstUs, lastUs, ...(unread === undefined ? {} : { unread }) }
}

function viewOf(reading: Reading, end: FlowEnd): View {
  const { packets, clientIndex, client, server, dialogue, timing, session } = reading
  const words = [
    ...dialogue.answers.filter((one) => !one.inferred).map((one) => one.text),
    ...dialogue.said.filter((one) => !one.inferred && one.text.length > 6).map((one) => one.text),
  ]
  const most = end.healthy ? MOST_PACKETS_HEALTHY : MOST_PACKETS
  const kept = packets.length > most ? [...packets.slice(0, most / 2), ...packets.slice(-most / 2)] : packets
  return {
    end,
    packets: kept.map((packet) => ({ ...packet, from: packet.side === clientIndex ? 'client' : 'server' })),
    zeros: [zeroOf(client), zeroOf(server)],
    whole: client.sawSyn || server.sawSyn,
    timestamps: [client.firstTimestamp, server.firstTimestamp],
    ipIds: [client.firstIpId, server.firstIpId],
    server: end.server,
    clientPort: client.port,
    words: words.slice(0, 6),
    keywords: dialogue.keywords,
    startedUs: session.startedUs,
    toClientMs: Number.isNaN(timing.toClientMs) ? Infinity : timing.toClientMs,
    atServer: timing.atServer,
    stuck: reading.clientStuck !== undefined,
  }
}

function zeroOf(side: Side): number | undefined {
  return side.anchored ? (side.anchorSeq - side.anchorOffset) >>> 0 : undefined
}
