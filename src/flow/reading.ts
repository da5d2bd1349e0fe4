import type { Stage } from '../domain/stage.ts'
import { RST } from '../wire/packet/segment.ts'
import { sayConnect, type Answer, type Dialogue, type Said } from './dialogue.ts'
import { findEnds, type Ends } from './ends.ts'
import type { Handover } from './handover.ts'
import type { IcmpNote } from './icmp-note.ts'
import { findLimits, type Limits } from './limits.ts'
import { otherSide, unpack, type Packet, type SideIndex } from './packet-log.ts'
import { weighReset, type ResetReport } from './resets.ts'
import type { Session } from './session.ts'
import type { Side } from './side.ts'
import { impliedDot, stageAt, stageOfOffset } from './stage-on-wire.ts'
import { findStuck, type StuckReport } from './stuck.ts'
import { findTiming, longestPauseToEnd, type Timing } from './timing.ts'
import type { TlsStory } from './tls-story.ts'

const BEFORE_MESSAGE: ReadonlySet<Stage> = new Set<Stage>(['ehlo', 'mail', 'rcpt', 'data', 'idle'])

/** All that one session shows, computed once; the rules only read it. */
export interface Reading {
  readonly session: Session
  readonly packets: readonly Packet[]
  readonly clientIndex: SideIndex
  readonly client: Side
  readonly server: Side
  readonly ends: Ends
  readonly dialogue: Dialogue
  readonly tls: TlsStory | undefined
  readonly limits: Limits
  readonly timing: Timing
  readonly clientStuck: StuckReport | undefined
  readonly serverStuck: StuckReport | undefined
  readonly serverReset: ResetReport | undefined
  readonly clientReset: ResetReport | undefined
  readonly icmp: readonly IcmpNote[]
  /** SYN and SYN-ACK were answered. */
  readonly opened: boolean
  /** When the session ended, as far as it did. */
  readonly endUs: number
  readonly endFrame: number
  readonly stage: Stage
  readonly stageInferred: boolean
  readonly waiting: Said | undefined
  /** The latest reply before the end, and what came after the client had closed. */
  readonly lastAnswer: Answer | undefined
  readonly lateAnswer: Answer | undefined
  /** Silence before the end, in seconds, and who was to speak. */
  readonly pauseSeconds: number
  readonly pauseFrames: readonly number[]
  readonly port: number
  readonly expectsTls: boolean
  /** The message ends in bare line feeds. */
  readonly bareDot: boolean
  /** Octets of the client that arrived. */
  readonly ackedBytes: number
}

export function readSession(session: Session, why: Handover): Reading {
  const packets = unpack(session.log).toSorted((a, b) => a.frame - b.frame)
  const clientIndex: SideIndex = session.client ?? (session.sides[0].port >= session.sides[1].port ? 0 : 1)
  const serverIndex = otherSide(clientIndex)
  const client = session.sides[clientIndex]
  const server = session.sides[serverIndex]
  const { dialogue } = session
  const midStream = !client.sawSyn && !server.sawSyn
  // Without any payload nobody was asked to read: the greeting is due.
  if (session.readers === undefined && !midStream) sayConnect(dialogue, packets[0]?.frame ?? 0, session.startedUs)
  const tls = session.tls?.story
  const ends = findEnds(packets, clientIndex)
  const timing = findTiming(ends, client, server, session.timed)
  const limits = findLimits(session, client, server, packets, why)
  const opened = isOpened(ends, packets, limits.midStream)
  const beforeFrame = Math.min(ends.clientResets[0]?.frame ?? Infinity, ends.serverResets[0]?.frame ?? Infinity)
  const clientStuck = findStuck(client, clientIndex, packets, beforeFrame)
  const serverStuck = findStuck(server, serverIndex, packets, beforeFrame)
  const endPacket = ends.first
  const endUs = clientStuck !== undefined ? clientStuck.segment.atUs : (endPacket?.atUs ?? session.lastUs)
  const endFrame = endPacket?.frame ?? packets.at(-1)?.frame ?? 0
  const ackedAtEnd = packets.reduce(
    (most, packet) =>
      packet.side === serverIndex && packet.frame <= endFrame && (packet.flags & RST) === 0
        ? Math.max(most, packet.ack)
        : most,
    limits.oneSided === undefined ? 0 : Infinity,
  )
  const tlsOpen = tls?.begun === true && !tls.established
  const implied = impliedDot(client, dialogue, endPacket, clientIndex)
  const place =
    implied ??
    (clientStuck !== undefined && opened
      ? stageOfOffset(dialogue, clientStuck.offset)
      : stageAt(dialogue, endPacket === undefined ? Infinity : endUs, ackedAtEnd, tlsOpen, opened))
  // With holes in the dialogue the size tells more: no command fills a packet.
  const large =
    limits.holes && clientStuck !== undefined && clientStuck.segment.length > 1000 && BEFORE_MESSAGE.has(place.stage)
  const answers = dialogue.answers
  const clientClosedUs = Math.min(ends.clientFin?.atUs ?? Infinity, ends.clientResets[0]?.atUs ?? Infinity)
  const lateAnswer = answers.find((answer) => answer.atUs > clientClosedUs)
  const pause = longestPauseToEnd(packets, endPacket)
  return {
    session,
    packets,
    clientIndex,
    client,
    server,
    ends,
    dialogue,
    tls,
    limits,
    timing,
    clientStuck,
    serverStuck,
    serverReset: weighReset(ends.serverResets, packets, timing.toServerMs),
    clientReset: weighReset(ends.clientResets, packets, timing.toClientMs),
    icmp: session.icmp,
    opened,
    endUs,
    endFrame,
    stage: large ? 'body' : place.stage,
    stageInferred: place.inferred,
    waiting: place.waiting,
    lastAnswer: answers.findLast((answer) => answer.atUs <= (endPacket?.atUs ?? Infinity)),
    lateAnswer,
    pauseSeconds: pause.seconds,
    pauseFrames: pause.frames,
    port: server.port,
    expectsTls: server.port === 465,
    bareDot: session.clientReader?.bareDot() ?? false,
    ackedBytes: Math.max(0, Math.min(client.acked, client.sawFin ? client.finOffset : client.acked) - 1),
  }
}

/** The handshake was completed: both sides went on after it, or data flowed. */
function isOpened(ends: Ends, packets: readonly Packet[], midStream: boolean): boolean {
  if (midStream) return true
  if (ends.synAck === undefined) return packets.some((packet) => packet.length > 0)
  return ends.handshakeAck !== undefined || packets.some((packet) => packet.length > 0)
}
