import { concat } from '../../../src/wire/octets.ts'
import type { TalkOptions, Who } from './talk.ts'

/** One TCP packet, or the ICMP error about one, in numbers. */
export interface CraftedPacket {
  readonly seq: number
  readonly ack: number
  /** Letters of FSRPA, and E C for ECN. */
  readonly flags: string
  readonly payload: Uint8Array
  readonly ttl: number
  readonly id: number
  readonly window: number
  readonly stamp: number | undefined
  readonly sack: readonly (readonly [number, number])[]
  readonly icmp?: {
    readonly type: number
    readonly code: number
    readonly about: Who
    readonly mtu: number
    readonly from: string
  }
}

type World = TalkOptions & { readonly port: number; readonly clientPort: number; readonly mss: number }

const FLAGS = 'FSRPAUEC'
const V4 = { client: '198.51.100.7', server: '192.0.2.25' }
const V6 = { client: [0xfd, 0x76, 2], server: [0xfd, 0x77, 0x25] }

/** The packet behind an Ethernet header. Checksums are left at 0, as offload leaves them. */
export function ethernetFrame(from: Who, world: World, packet: CraftedPacket): Uint8Array {
  const ip = packet.icmp === undefined ? tcpOverIp(from, world, packet) : icmpError(packet, world)
  const head = Uint8Array.of(2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, ...(world.v6 === true ? [0x86, 0xdd] : [8, 0]))
  return concat([head, ip])
}

function tcpOverIp(from: Who, world: World, packet: CraftedPacket): Uint8Array {
  const tcp = tcpBytes(from, world, packet)
  return world.v6 === true ? ipv6(from, packet.ttl, tcp) : ipv4(V4[from], V4[otherOf(from)], 6, packet, tcp)
}

function tcpBytes(from: Who, world: World, packet: CraftedPacket): Uint8Array {
  const syn = packet.flags.includes('S')
  const options = [
    ...(syn ? [2, 4, world.mss >> 8, world.mss & 0xff, 4, 2, 1, 3, 3, 7] : []),
    ...(packet.stamp === undefined ? [] : [8, 10, ...u32(packet.stamp), ...u32(packet.ack)]),
    ...(packet.sack.length === 0
      ? []
      : [5, 2 + packet.sack.length * 8, ...packet.sack.flatMap(([a, b]) => [...u32(a), ...u32(b)])]),
  ]
  while (options.length % 4 !== 0) options.push(1)
  const flags = Array.from(packet.flags).reduce((sum, letter) => sum | (1 << FLAGS.indexOf(letter)), 0)
  const [source, target] = from === 'client' ? [world.clientPort, world.port] : [world.port, world.clientPort]
  const head = [
    ...u16(source),
    ...u16(target),
    ...u32(packet.seq),
    ...u32(packet.ack),
    ((20 + options.length) / 4) << 4,
    flags & 0xff,
    ...u16(packet.window),
    0,
    0,
    0,
    0,
    ...options,
  ]
  return concat([Uint8Array.from(head), packet.payload])
}

function ipv4(
  source: string,
  target: string,
  protocol: number,
  { ttl, id }: { ttl: number; id: number },
  inner: Uint8Array,
): Uint8Array {
  const head = [0x45, 0, ...u16(20 + inner.length), ...u16(id), 0x40, 0, ttl, protocol, 0, 0]
  return concat([Uint8Array.from([...head, ...octets(source), ...octets(target)]), inner])
}

function ipv6(from: Who, ttl: number, inner: Uint8Array): Uint8Array {
  const head = [0x60, 0, 0, 0, ...u16(inner.length), 6, ttl, ...v6(V6[from]), ...v6(V6[otherOf(from)])]
  return concat([Uint8Array.from(head), inner])
}

/** Quotes the IP header and eight octets (RFC 792). */
function icmpError(packet: CraftedPacket, world: World): Uint8Array {
  const { icmp } = packet
  if (icmp === undefined) throw new Error('no ICMP error')
  const quoted = ipv4(V4[icmp.about], V4[otherOf(icmp.about)], 6, packet, tcpBytes(icmp.about, world, packet)).slice(
    0,
    28,
  )
  const head = Uint8Array.from([icmp.type, icmp.code, 0, 0, 0, 0, ...u16(icmp.mtu)])
  return ipv4(icmp.from, V4[icmp.about], 1, { ttl: 60, id: 77 }, concat([head, quoted]))
}

function otherOf(who: Who): Who {
  return who === 'client' ? 'server' : 'client'
}

function u16(value: number): readonly number[] {
  return [(value >>> 8) & 0xff, value & 0xff]
}

function u32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
}

function octets(address: string): readonly number[] {
  return address.split('.').map(Number)
}

function v6(ends: readonly number[]): readonly number[] {
  return [ends[0] ?? 0, ends[1] ?? 0, ...Array.from({ length: 13 }, () => 0), ends[2] ?? 0]
}
