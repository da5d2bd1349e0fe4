import { ACK, FIN, PSH, RST, SYN, type Segment } from '../wire/packet/segment.ts'
import type { Frame } from '../wire/pcap/frame.ts'
import { sameOctets } from './flow-key.ts'
import { AT_US, createPacketSlab, FRAME, OWN_FIELDS, TIMED } from './packet-slab.ts'

/** A packet of a handshake as it was kept. The segment is borrowed. */
export interface KeptPacket {
  readonly segment: Segment
  readonly frame: number
  readonly atUs: number
  readonly timed: boolean
}

/** A connection of which nothing but SYNs and SYN-ACKs was seen, taken out of the store. */
export interface HalfOpen {
  /** In the order of appearance among all TCP sessions. */
  readonly number: number
  /** One SYN, answered at most once: nobody tried again, and nobody complained. */
  readonly lone: boolean
  readonly ports: readonly [number, number]
  /** Its packets in their order; to be called once, for it gives the memory back. */
  readonly replay: (each: (packet: KeptPacket) => void) => void
  /** Gives the memory back without looking. */
  readonly drop: () => void
}

/** Connections that have not got beyond their SYN: the octets of the packets and a few numbers, so that a flood of them stays small. */
export interface HalfOpenStore {
  /** No room for another packet. */
  readonly full: boolean
  /** Keeps a packet of a flow. False: it is not one that can be kept here. */
  keep(hash: number, segment: Segment, at: number, frame: Frame, number: () => number): boolean
  /** Takes out the flow that a packet, or an ICMP error about one, belongs to. */
  take(hash: number, segment: Segment, sourceAt: number, targetAt: number): HalfOpen | undefined
  /** Takes out the oldest one, or the oldest that was quiet since a time. */
  takeOldest(quietSinceUs?: number): HalfOpen | undefined
}

/** About 50 MB. Beyond it the oldest are handed over early. */
export const MOST_KEPT_PACKETS = 1 << 18
/** Of one flow. */
const MOST_OF_FLOW = 16

/** Next packet of the flow, next flow of the same hash; 0 for none. */
const NEXT_PACKET = OWN_FIELDS
const NEXT_FLOW = OWN_FIELDS + 1
/** In the first packet of a flow only. */
const LAST_PACKET = OWN_FIELDS + 2
const PACKETS = OWN_FIELDS + 3
const NUMBER = OWN_FIELDS + 4
const HASH = OWN_FIELDS + 5

export function createHalfOpenStore(most = MOST_KEPT_PACKETS): HalfOpenStore {
  const slab = createPacketSlab(most)
  const { read, get, set } = slab
  /** Hash to first flow, in the order of appearance. */
  const flows = new Map<number, number>()

  /** 0 when the packet goes the way of the flow's first one, 1 when it comes back, -1 when it is of another flow. */
  function direction(slot: number, segment: Segment, sourceAt: number, targetAt: number): 0 | 1 | -1 {
    const first = read(slot)
    if (first.family !== segment.family) return -1
    const length = first.family === 4 ? 4 : 16
    const is = (port: number, at: number, otherPort: number, otherAt: number): boolean =>
      port === otherPort && sameOctets(first.bytes, at, segment.bytes, otherAt, length)
    const { sourcePort, targetPort } = segment
    if (
      is(first.sourcePort, first.sourceAt, sourcePort, sourceAt) &&
      is(first.targetPort, first.targetAt, targetPort, targetAt)
    )
      return 0
    return is(first.sourcePort, first.sourceAt, targetPort, targetAt) &&
      is(first.targetPort, first.targetAt, sourcePort, sourceAt)
      ? 1
      : -1
  }

  function find(hash: number, segment: Segment, sourceAt: number, targetAt: number): number {
    let slot = flows.get(hash) ?? 0
    while (slot !== 0 && direction(slot, segment, sourceAt, targetAt) < 0) slot = get(slot, NEXT_FLOW)
    return slot
  }

  /** A SYN that begins the flow, the same one again, or what answers it: anything else needs a session. */
  function fits(slot: number, segment: Segment): boolean {
    if (slot === 0) return (segment.flags & ACK) === 0
    if (get(slot, PACKETS) >= MOST_OF_FLOW) return false
    const back = direction(slot, segment, segment.sourceAt, segment.targetAt) === 1
    return (segment.flags & ACK) !== 0 ? back : !back && read(slot).seq === segment.seq
  }

  /** An iterator that stays, for a new one would pass over all that was taken out. */
  let order = flows.keys()
  let eldest: number | undefined
  function oldest(): number {
    while (flows.size > 0) {
      const slot = eldest === undefined ? undefined : flows.get(eldest)
      if (slot !== undefined) return slot
      const next = order.next()
      if (next.done === true) order = flows.keys()
      else eldest = next.value
    }
    return 0
  }

  function detach(slot: number): HalfOpen {
    const hash = get(slot, HASH)
    const next = get(slot, NEXT_FLOW)
    const first = flows.get(hash)
    if (first !== slot) {
      let before = first ?? 0
      while (before !== 0 && get(before, NEXT_FLOW) !== slot) before = get(before, NEXT_FLOW)
      if (before !== 0) set(before, NEXT_FLOW, next)
    } else if (next === 0) flows.delete(hash)
    else flows.set(hash, next)
    const second = get(slot, NEXT_PACKET)
    const answered = second !== 0 && (read(second).flags & ACK) !== 0
    const { sourcePort, targetPort } = read(slot)
    const replay: HalfOpen['replay'] = (each) => {
      for (let one = slot; one !== 0;) {
        each({ segment: read(one), frame: get(one, FRAME), atUs: get(one, AT_US), timed: get(one, TIMED) === 1 })
        const after = get(one, NEXT_PACKET)
        slab.free(one)
        one = after
      }
    }
    return {
      number: get(slot, NUMBER),
      lone: second === 0 || (answered && get(second, NEXT_PACKET) === 0),
      ports: [sourcePort, targetPort],
      replay,
      drop: () => replay(() => undefined),
    }
  }

  return {
    get full() {
      return slab.full
    },
    keep(hash, segment, at, frame, number) {
      if ((segment.flags & (SYN | FIN | RST | PSH)) !== SYN || segment.payloadBytes > 0 || segment.fragment !== 'no')
        return false
      const head = find(hash, segment, segment.sourceAt, segment.targetAt)
      if (!fits(head, segment)) return false
      const slot = slab.write(segment, at, frame)
      if (slot === 0) return false
      if (head !== 0) {
        set(get(head, LAST_PACKET), NEXT_PACKET, slot)
        set(head, LAST_PACKET, slot)
        set(head, PACKETS, get(head, PACKETS) + 1)
        return true
      }
      set(slot, LAST_PACKET, slot)
      set(slot, PACKETS, 1)
      set(slot, NUMBER, number())
      set(slot, HASH, hash)
      set(slot, NEXT_FLOW, flows.get(hash) ?? 0)
      flows.set(hash, slot)
      return true
    },
    take(hash, segment, sourceAt, targetAt) {
      if (flows.size === 0) return undefined
      const slot = find(hash, segment, sourceAt, targetAt)
      return slot === 0 ? undefined : detach(slot)
    },
    takeOldest(quietSinceUs = Infinity) {
      const slot = oldest()
      return slot === 0 || get(get(slot, LAST_PACKET), AT_US) > quietSinceUs ? undefined : detach(slot)
    },
  }
}
