import type { Segment } from '../wire/packet/segment.ts'
import type { ClientReader } from './client-reader.ts'
import { createDialogue, saidGoodbye, type Dialogue } from './dialogue.ts'
import type { IcmpNote } from './icmp-note.ts'
import { otherSide, emptyLog, type PacketLog, type SideIndex } from './packet-log.ts'
import type { StreamReader } from './reassembly.ts'
import { createSide, type Side } from './side.ts'
import { SMTP_PORTS } from './smtp-ports.ts'
import type { TlsReader } from './tls-reader.ts'

/** One TCP session while it is read. Mutable: the hot path of the analysis. */
export interface Session {
  /** Next session with the same hash. */
  next: Session | undefined
  readonly hash: number
  /** In the order of appearance, from 1. */
  readonly number: number
  readonly sides: readonly [Side, Side]
  /** Which side is the SMTP client; undefined until a packet tells. */
  client: SideIndex | undefined
  /** How `client` was decided. */
  roleFrom: 'syn' | 'port' | 'words' | 'unknown'
  readonly family: 4 | 6
  readonly log: PacketLog
  readonly startedUs: number
  lastUs: number
  /** When a RST was seen, or both FINs: -1 before. */
  closedUs: number
  /** Who closed it by a RST. */
  resetBy: SideIndex | undefined
  /** At the handover: how long the capture went on without a packet of it. */
  quietUs: number
  /** Packets that the capture holds twice. */
  twice: number
  /** First fragments of IP packets. */
  fragments: number
  /** The capture holds times. */
  timed: boolean
  readonly icmp: IcmpNote[]
  dialogue: Dialogue
  tls: TlsReader | undefined
  clientReader: ClientReader | undefined
  readers: readonly [StreamReader, StreamReader] | undefined
  /** It does not speak SMTP and its port is none of SMTP's. */
  foreign: boolean
}

/** Begins with the first packet of either side. */
export function createSession(number: number, hash: number, segment: Segment, atUs: number): Session {
  const length = segment.family === 4 ? 4 : 16
  const { bytes, sourceAt, targetAt } = segment
  return {
    next: undefined,
    hash,
    number,
    sides: [
      createSide(bytes.slice(sourceAt, sourceAt + length), segment.sourcePort),
      createSide(bytes.slice(targetAt, targetAt + length), segment.targetPort),
    ],
    client: undefined,
    roleFrom: 'unknown',
    family: segment.family,
    log: emptyLog(),
    startedUs: atUs,
    lastUs: atUs,
    closedUs: -1,
    resetBy: undefined,
    quietUs: 0,
    twice: 0,
    fragments: 0,
    timed: true,
    icmp: [],
    dialogue: createDialogue(),
    tls: undefined,
    clientReader: undefined,
    readers: undefined,
    foreign: false,
  }
}

/** QUIT was said, both sides have closed, and nothing else is unanswered. */
export function hasSettled(session: Session): boolean {
  const { dialogue, sides } = session
  return sides[0].sawFin && sides[1].sawFin && saidGoodbye(dialogue)
}

/** The server's port is one of SMTP's; as long as nobody knows who that is, either's. */
export function onSmtpPort(session: Session): boolean {
  if (session.client === undefined)
    return SMTP_PORTS.has(session.sides[0].port) || SMTP_PORTS.has(session.sides[1].port)
  return SMTP_PORTS.has(session.sides[otherSide(session.client)].port)
}
