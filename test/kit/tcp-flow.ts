import type { Handover } from '../../src/flow/handover.ts'
import { readSession, type Reading } from '../../src/flow/reading.ts'
import { createSessionTable, type SessionTable } from '../../src/flow/session-table.ts'
import { concat } from '../../src/wire/octets.ts'
import { readIpPacket } from '../../src/wire/packet/ip-packet.ts'
import { LINK_RAW } from '../../src/wire/packet/link-layer.ts'
import { emptySegment, type Segment } from '../../src/wire/packet/segment.ts'
import { emptyFrame, type Frame } from '../../src/wire/pcap/frame.ts'

export type End = 'client' | 'server'

/** One packet in the terms of its flow: the SYN is octet 0 of its side, data begin at 1. What is left out follows from what was sent before. */
export interface FlowPacket {
  readonly from: End
  /** Letters of FSRPA; `A`, with data `PA`. */
  readonly flags?: string
  readonly at?: number
  readonly ack?: number
  readonly data?: string | Uint8Array
  readonly window?: number
  /** Left and right edges in the other side's stream. */
  readonly sack?: readonly (readonly [number, number])[]
  /** Of a SYN. */
  readonly mss?: number
  readonly windowShift?: number
  readonly timestamp?: number
  readonly ttl?: number
  /** IPv4 identification, counted up when left out. */
  readonly id?: number
  readonly fragment?: 'first' | 'later'
  /** So many octets of the packet are not in the capture. */
  readonly snapped?: number
  readonly afterMs?: number
}

export interface FlowOptions {
  readonly family?: 4 | 6
  readonly port?: number
  readonly clientPort?: number
  /** Initial sequence numbers; those left out begin shortly before they wrap. */
  readonly initial?: Readonly<Record<End, number>>
  readonly linkType?: number
  /** The octets of the link layer in front of each IP packet. */
  readonly header?: readonly number[]
}

const FLAGS = 'FSRPA'
const BEGIN_US = 1_780_000_000_000_000
const ADDRESSES = {
  4: { client: [198, 51, 100, 7], server: [192, 0, 2, 25] },
  6: { client: v6(7), server: v6(25) },
} as const

/** The packets of one TCP session, each made by hand. */
export interface Flow {
  send(packet: FlowPacket): Flow
  /** SYN, SYN-ACK, ACK. */
  open(): Flow
  client(data: string | Uint8Array, more?: Partial<FlowPacket>): Flow
  server(data: string | Uint8Array, more?: Partial<FlowPacket>): Flow
  /** A box says that this octet of a side cannot be carried on (IPv4, RFC 1191). */
  tooBig(about: End, at: number, mtu: number): Flow
  readonly frames: Frame[]
}

export function createFlow(options: FlowOptions = {}): Flow {
  const { linkType = LINK_RAW, header = [], initial = { client: 0xffff_ff00, server: 0xffff_fff0 } } = options
  const sent = { client: 0, server: 0 }
  const frames: Frame[] = []
  let atUs = BEGIN_US
  let id = 0

  function add(packet: Uint8Array, { snapped = 0, afterMs = 10 }: Partial<FlowPacket>): Flow {
    const bytes = concat([Uint8Array.from(header), packet])
    atUs += afterMs * 1000
    frames.push({
      ...emptyFrame(),
      number: frames.length + 1,
      atUs,
      linkType,
      bytes,
      capturedBytes: bytes.length - snapped,
      originalBytes: bytes.length,
    })
    return flow
  }

  function send(packet: FlowPacket): Flow {
    const { from, data = '' } = packet
    const other = otherOf(from)
    const payload = typeof data === 'string' ? new TextEncoder().encode(data) : data
    const flags = packet.flags ?? (payload.length > 0 ? 'PA' : 'A')
    const at = packet.at ?? sent[from]
    const ack = packet.ack ?? sent[other]
    id = packet.id ?? (id + 1) & 0xffff
    const tcp = tcpBytes({ ...packet, flags }, payload, options, {
      seq: (initial[from] + at) >>> 0,
      ack: flags.includes('A') ? (initial[other] + ack) >>> 0 : 0,
      sack: (packet.sack ?? []).flatMap((edges) => edges.map((edge) => (initial[other] + edge) >>> 0)),
    })
    if (!flags.includes('R'))
      sent[from] = Math.max(sent[from], at + payload.length + count(flags, 'S') + count(flags, 'F'))
    return add(ipPacket(packet, id, tcp, options.family ?? 4), packet)
  }

  function tooBig(about: End, at: number, mtu: number): Flow {
    const quoted = tcpBytes({ from: about, flags: 'A' }, new Uint8Array(0), options, {
      seq: (initial[about] + at) >>> 0,
      ack: 0,
      sack: [],
    })
    const quote = ipPacket({ from: about }, 1, quoted, 4).subarray(0, 28)
    const error = concat([Uint8Array.from([3, 4, 0, 0, 0, 0, ...u16(mtu)]), quote])
    const head = [0x45, 0, ...u16(20 + error.length), 0, 1, 0, 0, 60, 1, 0, 0, 203, 0, 113, 9, ...ADDRESSES[4][about]]
    return add(concat([Uint8Array.from(head), error]), {})
  }

  const flow: Flow = {
    send,
    open: () => send({ from: 'client', flags: 'S' }).send({ from: 'server', flags: 'SA' }).send({ from: 'client' }),
    client: (data, more) => send({ from: 'client', data, ...more }),
    server: (data, more) => send({ from: 'server', data, ...more }),
    tooBig,
    frames,
  }
  return flow
}

/** One packet as the flow code reads it from its octets. */
export function segmentOf(packet: FlowPacket, options: FlowOptions = {}): Segment {
  const [frame] = createFlow(options).send(packet).frames
  const segment = emptySegment()
  if (frame === undefined || !readIpPacket(segment, frame.bytes, 0, frame.capturedBytes, frame.originalBytes))
    throw new Error('the packet cannot be read')
  return segment
}

/** A session as it was handed over. */
export interface HandedOver {
  readonly why: Handover
  readonly reading: Reading
}

/** What becomes of frames: the sessions in the order of their handover, and the counts of the table. */
export function followed(frames: readonly Frame[]): {
  readonly sessions: readonly HandedOver[]
  readonly counts: SessionTable['counts']
} {
  const sessions: HandedOver[] = []
  const table = createSessionTable((session, why) => sessions.push({ why, reading: readSession(session, why) }))
  for (const frame of frames) table.frame(frame)
  table.end()
  return { sessions, counts: table.counts }
}

/** What was said and answered: `EHLO 250`, `DATA -` where no answer came. */
export function spoken({ reading }: HandedOver): readonly string[] {
  return reading.dialogue.said.map(({ verb, answer }) => `${verb} ${answer?.code ?? '-'}`)
}

function tcpBytes(
  packet: FlowPacket & { readonly flags: string },
  payload: Uint8Array,
  { port = 25, clientPort = 40_321 }: FlowOptions,
  { seq, ack, sack }: { readonly seq: number; readonly ack: number; readonly sack: readonly number[] },
): Uint8Array {
  const options = [
    ...(packet.mss === undefined ? [] : [2, 4, ...u16(packet.mss)]),
    ...(packet.windowShift === undefined ? [] : [3, 3, packet.windowShift]),
    ...(packet.timestamp === undefined ? [] : [8, 10, ...u32(packet.timestamp), ...u32(0)]),
    ...(sack.length === 0 ? [] : [5, 2 + sack.length * 4, ...sack.flatMap(u32)]),
  ]
  while (options.length % 4 !== 0) options.push(1)
  const flags = Array.from(packet.flags).reduce((sum, letter) => sum | (1 << FLAGS.indexOf(letter)), 0)
  const ports = packet.from === 'client' ? [clientPort, port] : [port, clientPort]
  const head = [
    ...ports.flatMap(u16),
    ...u32(seq),
    ...u32(ack),
    ((20 + options.length) / 4) << 4,
    flags,
    ...u16(packet.window ?? 501),
    ...u32(0),
    ...options,
  ]
  return concat([Uint8Array.from(head), payload])
}

function ipPacket({ from, ttl = 64, fragment }: FlowPacket, id: number, tcp: Uint8Array, family: 4 | 6): Uint8Array {
  const ends = [...ADDRESSES[family][from], ...ADDRESSES[family][otherOf(from)]]
  if (family === 6) return concat([Uint8Array.from([0x60, 0, 0, 0, ...u16(tcp.length), 6, ttl, ...ends]), tcp])
  const position = { no: [0x40, 0], first: [0x20, 0], later: [0, 0xb9] }[fragment ?? 'no']
  const head = [0x45, 0, ...u16(20 + tcp.length), ...u16(id), ...position, ttl, 6, 0, 0, ...ends]
  return concat([Uint8Array.from(head), tcp])
}

function otherOf(end: End): End {
  return end === 'client' ? 'server' : 'client'
}

function count(flags: string, letter: string): number {
  return flags.includes(letter) ? 1 : 0
}

function v6(last: number): readonly number[] {
  return [0x20, 1, 0x0d, 0xb8, ...Array.from({ length: 11 }, () => 0), last]
}

function u16(value: number): readonly number[] {
  return [(value >>> 8) & 0xff, value & 0xff]
}

function u32(value: number): readonly number[] {
  return [...u16(value >>> 16), ...u16(value & 0xffff)]
}
