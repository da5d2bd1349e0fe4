import { ACK, FIN, RST, SYN, type Segment } from '../wire/packet/segment.ts'
import { createClientReader, type ClientReader } from './client-reader.ts'
import { createDialogue, say, type Dialogue } from './dialogue.ts'
import { emptyEntry, enter, place } from './ledger.ts'
import { emptyLog, isSeenTwice, record, type PacketLog, type SideIndex } from './packet-log.ts'
import { deliver, flush, type StreamReader } from './reassembly.ts'
import { createServerReader } from './server-reader.ts'
import { createSide, type Side } from './side.ts'
import { looksSmtp, SMTP_PORTS, smtpPortScore } from './smtp-ports.ts'
import { createTlsReader, type TlsReader } from './tls-reader.ts'

/** An ICMP error that quotes a packet of the session. */
export interface IcmpNote {
  readonly frame: number
  readonly atUs: number
  readonly type: number
  readonly code: number
  readonly family: 4 | 6
  readonly mtu: number
  /** The box that sent it. */
  readonly from: Uint8Array
  /** Side whose packet it quotes. */
  readonly about: SideIndex
  readonly offset: number
}

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
  twice: number
  fragments: number
  timed: boolean
  readonly icmp: IcmpNote[]
  dialogue: Dialogue
  tls: TlsReader | undefined
  clientReader: ClientReader | undefined
  readers: readonly [StreamReader, StreamReader] | undefined
  /** It does not speak SMTP and its port is none of SMTP's. */
  foreign: boolean
}

/** What a host sent before it heard of a reset arrives within this. */
const UNDER_WAY_US = 1e6
const entry = emptyEntry()

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

/** Adds a TCP packet of one side. */
export function addPacket(session: Session, from: SideIndex, segment: Segment, frame: number, atUs: number): void {
  const side = session.sides[from]
  const other = session.sides[from === 0 ? 1 : 0]
  const { flags, payloadBytes, ipId } = segment
  session.lastUs = Math.max(session.lastUs, atUs)
  if (segment.fragment === 'first') session.fragments += 1
  place(entry, side, other, segment)
  if (isSeenTwice(session.log, atUs, from, flags, entry.offset, payloadBytes, entry.ack, entry.window, ipId)) {
    session.twice += 1
    return
  }
  if (session.client === undefined && (flags & SYN) !== 0) {
    session.client = (flags & ACK) !== 0 ? (from === 0 ? 1 : 0) : from
    session.roleFrom = 'syn'
  }
  enter(entry, side, other, segment, atUs)
  record(
    session.log,
    frame,
    atUs,
    from,
    flags,
    entry.offset,
    payloadBytes,
    entry.ack,
    entry.window,
    segment.ttl,
    ipId,
    segment.timestamp >= 0,
    entry.again,
    entry.sackFrom,
    entry.sackTo,
    entry.sackedBytes,
  )
  if ((flags & RST) !== 0 || ((flags & FIN) !== 0 && other.sawFin)) {
    if (session.closedUs < 0) {
      session.closedUs = atUs
      session.resetBy = (flags & RST) !== 0 ? from : undefined
    }
  } else if (session.resetBy !== undefined && session.resetBy !== from && payloadBytes > 0 && !entry.again) {
    // The addressee of the reset says something new: the reset was not obeyed.
    if (atUs - session.closedUs > UNDER_WAY_US) session.closedUs = -1
    if (session.closedUs < 0) session.resetBy = undefined
  }
  if (payloadBytes === 0 || !entry.inWindow || (flags & RST) !== 0 || segment.fragment === 'first') return
  read(session, from, side, segment, entry.dataOffset, frame, atUs)
}

/** QUIT was said, both sides have closed, and nothing else is unanswered. */
export function hasSettled(session: Session): boolean {
  const { dialogue, sides } = session
  return (
    dialogue.quit && sides[0].sawFin && sides[1].sawFin && dialogue.outstanding.every((said) => said.stage === 'quit')
  )
}

function read(
  session: Session,
  from: SideIndex,
  side: Side,
  segment: Segment,
  offset: number,
  frame: number,
  atUs: number,
): void {
  if (session.foreign) return
  const readers = session.readers ?? openReaders(session, from, segment)
  const reader = readers[from]
  deliver(side, segment, offset, frame, atUs, reader)
  if (!session.dialogue.smtp && !onSmtpPort(session) && side.sentBytes > 512 && !session.tls?.story.begun)
    session.foreign = true
  if (session.tls?.story.begun === true && !session.dialogue.smtp && !onSmtpPort(session)) session.foreign = true
}

/** Decides who is the client, and starts reading. */
function openReaders(session: Session, from: SideIndex, segment: Segment): readonly [StreamReader, StreamReader] {
  const { sides } = session
  if (session.client === undefined) {
    const [a, b] = [smtpPortScore(sides[0].port), smtpPortScore(sides[1].port)]
    const said = looksSmtp(segment.bytes, segment.payloadAt, segment.payloadAt + segment.payloadCaptured)
    if (said !== undefined) {
      session.client = said === 'client' ? from : from === 0 ? 1 : 0
      session.roleFrom = 'words'
    } else {
      session.client = a === b ? (sides[0].port > sides[1].port ? 0 : 1) : a > b ? 1 : 0
      session.roleFrom = a === b ? 'unknown' : 'port'
    }
  }
  const { client } = session
  const server: SideIndex = client === 0 ? 1 : 0
  const midStream = !sides[0].sawSyn && !sides[1].sawSyn && !beginsHere(session)
  const { dialogue } = session
  if (!midStream) {
    const { frame, atUs } = { frame: session.log.values[0] ?? 0, atUs: session.startedUs }
    say(dialogue, { verb: 'CONNECT', stage: 'banner', offset: 0, end: 1, frame, atUs, inferred: false, text: '' })
  }
  const tls = createTlsReader(dialogue, () => sides[server].port)
  const clientReader = createClientReader(dialogue, tls, midStream, () => sides[client].delivered)
  const serverReader = createServerReader(dialogue, tls, clientReader, midStream, () => sides[client].delivered)
  session.tls = tls
  session.clientReader = clientReader
  session.readers = client === 0 ? [clientReader, serverReader] : [serverReader, clientReader]
  return session.readers
}

/** Without a SYN: a capture that starts with the banner still holds the whole conversation. */
function beginsHere(session: Session): boolean {
  return (
    session.roleFrom === 'words' &&
    session.sides[0].dataPackets + session.sides[1].dataPackets <= 1 &&
    session.dialogue.said.length === 0 &&
    session.sides[session.client === 0 ? 1 : 0].dataPackets === 1
  )
}

export function onSmtpPort(session: Session): boolean {
  if (session.client === undefined)
    return SMTP_PORTS.has(session.sides[0].port) || SMTP_PORTS.has(session.sides[1].port)
  return SMTP_PORTS.has(session.sides[session.client === 0 ? 1 : 0].port)
}

/** Reads what is still held back, at the end of a session. */
export function finishReading(session: Session): void {
  const { readers } = session
  if (readers === undefined) return
  flush(session.sides[0], readers[0])
  flush(session.sides[1], readers[1])
}
