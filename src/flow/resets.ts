import { ACK, RST, SYN } from '../wire/packet/segment.ts'
import type { Packet } from './packet-log.ts'

/** One mark on a reset, in words and with the frames that show it. */
export interface ResetMark {
  readonly kind: 'talks-on' | 'too-fast' | 'hop-limit' | 'sequence' | 'form'
  readonly points: number
  readonly says: string
  readonly frames: readonly number[]
}

/** What the flow itself says about a reset: did the host whose address it bears send it? */
export interface ResetReport {
  readonly reset: Packet
  readonly marks: readonly ResetMark[]
  readonly points: number
  /** Milliseconds after the other side's last packet. */
  readonly afterMs: number
  readonly trigger: Packet | undefined
  /** RST without ACK: the answer of a host that has no such socket, and the usual forgery. */
  readonly bare: boolean
}

/** Points from which a reset counts as forged: two marks at least, for none is worth this alone but the peer that talks on. */
export const FORGED_POINTS = 3
/** Points from which no other reading is left. */
export const PROVEN_POINTS = 5
/** A capture clock and a scheduler blur differences below this. */
const LEAST_RTT_MS = 2
const REORDER_MS = 1.5

/**
 * Weighs the first reset of one side against that side's other packets. `rttMs` is the time from the capture point to that
 * side and back. Every mark is relative to the same flow.
 */
export function weighReset(
  resets: readonly Packet[],
  packets: readonly Packet[],
  rttMs: number,
): ResetReport | undefined {
  const [reset] = resets
  if (reset === undefined) return undefined
  const own = packets.filter((packet) => packet.side === reset.side && (packet.flags & RST) === 0)
  const others = packets.filter((packet) => packet.side !== reset.side)
  const trigger = packets.findLast((packet) => packet.side !== reset.side && packet.frame < reset.frame)
  const afterMs = trigger === undefined ? Infinity : (reset.atUs - trigger.atUs) / 1000
  const marks = [
    talksOn(reset, own, rttMs),
    tooFast(reset, own, others, trigger, afterMs, rttMs),
    hopLimit(reset, own),
    sequence(reset, own),
    form(reset, own),
  ].filter((mark) => mark !== undefined)
  return {
    reset,
    marks,
    points: marks.reduce((sum, mark) => sum + mark.points, 0),
    afterMs,
    trigger,
    bare: (reset.flags & ACK) === 0,
  }
}

function talksOn(reset: Packet, own: readonly Packet[], rttMs: number): ResetMark | undefined {
  // A SYN is another attempt: a client resets what an old connection answers, and repeats it (RFC 9293 §3.5.2).
  const behind = own.filter(({ frame, flags }) => frame > reset.frame && (flags & (SYN | ACK)) !== SYN)
  const ackedBefore = own.reduce((most, packet) => (packet.frame < reset.frame ? Math.max(most, packet.ack) : most), 0)
  const advances = behind.filter((packet) => packet.ack > ackedBefore).length
  // Close behind it, one packet may have been overtaken by the reset; several that acknowledge more and more were not.
  const after = advances >= 2 ? behind : behind.filter((packet) => (packet.atUs - reset.atUs) / 1000 > REORDER_MS)
  const [one] = after
  if (one === undefined) return undefined
  const later = after.find((packet) => packet.again || (packet.atUs - reset.atUs) / 1000 > Math.max(rttMs, REORDER_MS))
  const what = later?.again === true ? 'sends the same octets again' : 'goes on sending'
  const shown = later ?? one
  const ms = ((shown.atUs - reset.atUs) / 1000).toFixed(0)
  return {
    kind: 'talks-on',
    points: later === undefined ? 2 : 4,
    says: `the host whose address the reset bears ${what} ${ms} ms after it (${after.length} ${after.length === 1 ? 'packet' : 'packets'})`,
    frames: [shown.frame],
  }
}

function tooFast(
  reset: Packet,
  own: readonly Packet[],
  others: readonly Packet[],
  trigger: Packet | undefined,
  afterMs: number,
  rttMs: number,
): ResetMark | undefined {
  if (trigger === undefined || !(rttMs >= LEAST_RTT_MS) || own.length === 0) return undefined
  if (afterMs >= rttMs / 2 || (trigger.length === 0 && (trigger.flags & SYN) === 0)) return undefined
  // It was sent before its sender had that packet: no answer to it, the two have crossed.
  if (reset.ack >= 0 && trigger.length > 0 && reset.ack <= trigger.offset) return undefined
  // While a stream flows the reset may answer an earlier segment: nothing older may be unanswered.
  const acked = own.reduce((most, packet) => (packet.frame < reset.frame ? Math.max(most, packet.ack) : most), 0)
  const older = others.some(
    (packet) =>
      packet.frame < reset.frame &&
      packet.length > 0 &&
      packet.offset + packet.length > acked &&
      (reset.atUs - packet.atUs) / 1000 >= rttMs / 2,
  )
  if (older) return undefined
  return {
    kind: 'too-fast',
    points: 2,
    says: `it comes ${afterMs.toFixed(1)} ms after the packet it answers, while that host needs ${rttMs.toFixed(1)} ms`,
    frames: [trigger.frame, reset.frame],
  }
}

function hopLimit(reset: Packet, own: readonly Packet[]): ResetMark | undefined {
  const limits = new Set(own.map((packet) => packet.ttl))
  const [example] = own
  if (example === undefined || limits.has(reset.ttl)) return undefined
  // Parallel routes differ by a hop.
  const near = [...limits].some((limit) => Math.abs(limit - reset.ttl) === 1)
  return {
    kind: 'hop-limit',
    points: near ? 1 : 2,
    says: `its hop count ${reset.ttl} differs from ${[...limits].slice(0, 3).join(', ')} of all other packets of that host`,
    frames: [example.frame, reset.frame],
  }
}

/** A host resets at its own next octet or at the one that was asked for; a forger guesses ahead. */
function sequence(reset: Packet, own: readonly Packet[]): ResetMark | undefined {
  const before = own.filter(({ frame }) => frame < reset.frame)
  const sent = before.reduce((most, { offset, length }) => Math.max(most, offset + length), 0)
  // A FIN takes an octet.
  if (before.length < 2 || reset.offset <= sent + 1) return undefined
  return {
    kind: 'sequence',
    points: 2,
    says: `its sequence number lies ${reset.offset - sent} octets ahead of all that this host had sent`,
    frames: [reset.frame],
  }
}

/** Missing timestamps and an odd identification are also what a host without the socket sends: half a mark. */
function form(reset: Packet, own: readonly Packet[]): ResetMark | undefined {
  const numbered = own.filter((packet) => packet.ipId > 0 && (packet.flags & SYN) === 0)
  const before = numbered.findLast((packet) => packet.frame < reset.frame)
  const inLine = isInLine(numbered)
  const odd: string[] = []
  if (own.length > 1 && own.every((packet) => packet.timestamped) && !reset.timestamped)
    odd.push('it lacks the timestamps of the flow')
  if (inLine && before !== undefined && ((reset.ipId - before.ipId) & 0xffff) > 256) {
    odd.push(`its identification ${reset.ipId} is out of line with ${before.ipId}`)
  }
  if (odd.length === 0) return undefined
  return { kind: 'form', points: 1, says: odd.join(', '), frames: [reset.frame] }
}

function isInLine(numbered: readonly Packet[]): boolean {
  if (numbered.length < 3) return false
  return numbered.slice(1).every((packet, index) => ((packet.ipId - (numbered[index]?.ipId ?? 0)) & 0xffff) < 64)
}
