import type { Stage } from '../domain/stage.ts'
import { FIN, RST } from '../wire/packet/segment.ts'
import { findEnds, type Ends } from './ends.ts'
import { say, type Answer, type Dialogue, type Said } from './dialogue.ts'
import { findLimits, type Limits } from './limits.ts'
import { unpack, type Packet, type SideIndex } from './packet-log.ts'
import { weighReset, type ResetReport } from './resets.ts'
import type { Handover } from './handover.ts'
import type { IcmpNote, Session } from './session.ts'
import type { Side } from './side.ts'
import { stageAt, stageOfOffset, type Standpoint } from './stage-on-wire.ts'
import { findStuck, type StuckReport } from './stuck.ts'
import { findTiming, type Timing } from './timing.ts'
import type { TlsStory } from './tls-reader.ts'

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
  const serverIndex: SideIndex = clientIndex === 0 ? 1 : 0
  const client = session.sides[clientIndex]
  const server = session.sides[serverIndex]
  const { dialogue } = session
  const midStream = !client.sawSyn && !server.sawSyn
  // Without any payload nobody was asked to read: the greeting is due.
  if (session.readers === undefined && !midStream) {
    say(dialogue, {
      verb: 'CONNECT',
      stage: 'banner',
      offset: 0,
      end: 1,
      frame: packets[0]?.frame ?? 0,
      atUs: session.startedUs,
      inferred: false,
      text: '',
    })
  }
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

/**
 * Inside TLS the end of a message shows only by what follows. When all octets of the client arrived and it waits (and closes
 * first), it waits for the answer to its dot.
 */
function impliedDot(
  client: Side,
  dialogue: Dialogue,
  end: Packet | undefined,
  clientIndex: SideIndex,
): Standpoint | undefined {
  if (dialogue.mode !== 'tls' || !dialogue.inBody || end === undefined || end.side !== clientIndex) return undefined
  const waitedUs = end.atUs - client.lastDataAtUs
  const closing = client.lastDataAtUs >= end.atUs - 1000
  if (client.acked < Math.min(client.next, end.offset) || (!closing && waitedUs < 1e6)) return undefined
  const said: Said = {
    verb: '.',
    stage: 'dot',
    offset: client.acked - 1,
    end: client.acked,
    frame: dialogue.bodyFrame,
    atUs: dialogue.bodyAtUs,
    inferred: true,
    text: '.',
  }
  return { stage: 'dot', inferred: true, waiting: said }
}

/** The handshake was completed: both sides went on after it, or data flowed. */
function isOpened(ends: Ends, packets: readonly Packet[], midStream: boolean): boolean {
  if (midStream) return true
  if (ends.synAck === undefined) return packets.some((packet) => packet.length > 0)
  return ends.handshakeAck !== undefined || packets.some((packet) => packet.length > 0)
}

/** The longest silence among the last packets up to the end, in seconds; 0 when the capture holds no times. */
function longestPauseToEnd(
  packets: readonly Packet[],
  end: Packet | undefined,
): { seconds: number; frames: readonly number[] } {
  const until = end === undefined ? packets.length - 1 : packets.findIndex((packet) => packet.frame === end.frame)
  let seconds = 0
  let frames: readonly number[] = []
  for (let index = until; index > 0 && index > until - 6; index -= 1) {
    const packet = packets[index]
    const before = packets[index - 1]
    if (packet === undefined || before === undefined) continue
    const gap = (packet.atUs - before.atUs) / 1e6
    if (gap > seconds) {
      seconds = gap
      frames = [before.frame, packet.frame]
    }
  }
  return { seconds, frames }
}

/** Whether the dialogue came to its end in order: QUIT was said and what was asked before was answered. */
export function saidGoodbye(reading: Reading): boolean {
  const { dialogue } = reading
  return dialogue.quit && dialogue.outstanding.every((said) => said.stage === 'quit')
}

export function hasFin(packet: Packet): boolean {
  return (packet.flags & FIN) !== 0
}
