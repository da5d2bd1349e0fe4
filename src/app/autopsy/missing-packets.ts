import { ACK, FIN, RST, SYN } from '../../wire/packet/segment.ts'
import type { Party, Place, Seen, View } from './views.ts'

/** A packet that one place saw and the other never did. */
export interface Missing {
  readonly frame: number
  readonly offset: number
  readonly length: number
  readonly flags: number
  /** How often it was sent. */
  readonly count: number
}

/** The first packet of its kind whose octets one place saw and the other never did, however often it was sent. */
export function findMissing(
  seenAt: View,
  missingAt: View,
  place: Place,
  kind: (packet: Seen) => boolean,
): Missing | undefined {
  const shift = shifts(seenAt, missingAt)
  const there = new Set(missingAt.packets.map((packet) => identity(packet, shift)))
  const sameKind = new Set(missingAt.packets.map(shape))
  const clock = clockOffset(seenAt, missingAt, shift)
  for (const packet of seenAt.packets) {
    if (!kind(packet) || there.has(identity(packet, NO_SHIFT))) continue
    if (!isCovered(packet, clock, place) || hasCome(packet, missingAt, shift)) continue
    // A box that renumbers may leave the number of a reset alone.
    if ((packet.flags & RST) !== 0 && isRenumbered(seenAt, missingAt) && sameKind.has(shape(packet))) continue
    const count = seenAt.packets.filter((other) => carries(other, packet)).length
    return { frame: packet.frame, offset: packet.offset, length: packet.length, flags: packet.flags, count }
  }
  return undefined
}

/** It is the same packet, or carries its first octet: offload cuts repetitions elsewhere. */
function carries(other: Seen, packet: Seen): boolean {
  if (packet.length === 0) return identity(other, NO_SHIFT) === identity(packet, NO_SHIFT)
  return other.from === packet.from && other.offset <= packet.offset && other.offset + other.length > packet.offset
}

type Shift = Readonly<Record<Party, number>>
const NO_SHIFT: Shift = { client: 0, server: 0 }

/** What must be added to the offsets of the second view: a capture that began later counts from elsewhere. */
function shifts(a: View, b: View): Shift {
  if (a.whole && b.whole) return NO_SHIFT
  const of = (side: 0 | 1): number => {
    const [mine, theirs] = [a.zeros[side], b.zeros[side]]
    return mine === undefined || theirs === undefined ? 0 : (theirs - mine) | 0
  }
  return { client: of(0), server: of(1) }
}

/** A packet's identity across rewriting: who sent it, where in the stream, how long, which flags. */
function identity(packet: Seen, shift: Shift): string {
  return `${packet.offset + shift[packet.from]} ${packet.length} ${shape(packet)}`
}

function shape({ from, flags }: Seen): string {
  return `${from} ${flags & ((flags & RST) !== 0 ? RST | ACK : SYN | FIN)}`
}

function isRenumbered(a: View, b: View): boolean {
  return a.whole && b.whole && (a.zeros[0] !== b.zeros[0] || a.zeros[1] !== b.zeros[1])
}

/** Offload cuts and joins segments: what matters is whether the octets came, or were acknowledged there. */
function hasCome(packet: Seen, at: View, shift: Shift): boolean {
  if (packet.length === 0) return false
  const end = packet.offset + packet.length
  let covered = packet.offset
  const pieces = at.packets
    .filter((other) => other.from === packet.from && other.length > 0)
    .map((other) => [other.offset + shift[other.from], other.offset + shift[other.from] + other.length] as const)
    .toSorted((a, b) => a[0] - b[0])
  for (const [from, until] of pieces) if (from <= covered) covered = Math.max(covered, until)
  if (covered >= end) return true
  return at.packets.some((other) => other.from !== packet.from && other.ack + shift[packet.from] >= end)
}

/** How far the other clock is ahead, for the packets of each party, for their ways differ; undefined: no packet that both saw. */
type Clock = Readonly<Record<Party, number | undefined>>

const MOST_SAMPLES = 9

function clockOffset(a: View, b: View, shift: Shift): Clock {
  const times = new Map<string, number>()
  for (const packet of b.packets) {
    const key = identity(packet, shift)
    if (!times.has(key)) times.set(key, packet.atUs)
  }
  const of = (from: Party): number | undefined => {
    const offsets = a.packets.flatMap((packet) => {
      const at = packet.from === from ? times.get(identity(packet, NO_SHIFT)) : undefined
      return at === undefined ? [] : [at - packet.atUs]
    })
    const few = offsets.slice(0, MOST_SAMPLES).toSorted((x, y) => x - y)
    return few[few.length >> 1]
  }
  const [client, server] = [of('client'), of('server')]
  return { client: client ?? server, server: server ?? client }
}

/** A capture ends with its last packet, or goes on for a while and sees none. */
const MARGIN_US = 300_000

/** A packet that would have come before the other capture began, or after it ended, is not missing there. */
function isCovered({ atUs, from }: Seen, clocks: Clock, { firstUs, lastUs }: Place): boolean {
  const clock = clocks[from]
  return clock === undefined || (atUs + clock >= firstUs && atUs + clock <= lastUs + MARGIN_US)
}
