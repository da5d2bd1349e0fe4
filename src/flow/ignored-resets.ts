import { ACK, FIN, RST, SYN } from '../wire/packet/segment.ts'
import type { Packet } from './packet-log.ts'

/** A scheduler and a clock blur what is shorter. */
const LEAST_UNDER_WAY_US = 2_000
/** Assumed where no handshake tells how far the addressee is. */
const UNKNOWN_UNDER_WAY_US = 1_000_000
/** The largest window without scaling, where the addressee's is not known. */
const LEAST_WINDOW_BYTES = 65_535

/**
 * Without the resets that end nothing: one outside the addressee's window is dropped, one inside that is not the next octet is
 * challenged (RFC 5961 §3.2), and one before the handshake answers an older connection (RFC 9293 §3.5).
 */
export function withoutIgnored(packets: readonly Packet[]): readonly Packet[] {
  if (!packets.some(isReset)) return packets
  return packets.filter((packet, index) => !isReset(packet) || !isIgnored(packet, packets, index))
}

function isIgnored(reset: Packet, packets: readonly Packet[], index: number): boolean {
  return isBeforeHandshake(packets, index) || isOutside(reset, packets, index) || goesOn(reset, packets, index)
}

/** The SYN-ACK comes after it, and is acknowledged. */
function isBeforeHandshake(packets: readonly Packet[], index: number): boolean {
  if (packets.slice(0, index).some(isSynAck)) return false
  const answer = packets.slice(index).find(isSynAck)
  return (
    answer !== undefined &&
    packets.some(
      ({ side, frame, flags }) => side !== answer.side && frame > answer.frame && (flags & (RST | SYN)) === 0,
    )
  )
}

function isOutside(reset: Packet, packets: readonly Packet[], index: number): boolean {
  let next = -1
  let window = LEAST_WINDOW_BYTES
  for (const packet of packets.slice(0, index)) {
    if (packet.side === reset.side || isReset(packet) || packet.ack < 1) continue
    next = Math.max(next, packet.ack)
    window = Math.max(window, packet.window)
  }
  // Octets that the capture saw sent and not yet acknowledged may have arrived.
  const sent = packets
    .slice(0, index)
    .reduce(
      (most, packet) => (packet.side === reset.side && !isReset(packet) ? Math.max(most, endOf(packet)) : most),
      -1,
    )
  if (next < 1 || sent < 1) return false
  return reset.offset < next - LEAST_WINDOW_BYTES || reset.offset > Math.max(next, sent) + window
}

/** The addressee says something when it must have had the reset, and is not reset again: both sockets live. */
function goesOn(reset: Packet, packets: readonly Packet[], index: number): boolean {
  const knownUs = reset.atUs + underWayUs(reset, packets)
  const acked = packets
    .slice(0, index)
    .reduce((most, { side, ack }) => (side === reset.side ? most : Math.max(most, ack)), -1)
  const later = packets.slice(index + 1)
  const spoken = later.findIndex(
    (packet) =>
      packet.side !== reset.side && !isReset(packet) && (packet.atUs > knownUs || isChallenge(packet, reset, acked)),
  )
  // Another handshake is another story.
  if (spoken < 0 || later.slice(0, spoken + 1).some(({ flags }) => (flags & SYN) !== 0)) return false
  const answer = later.slice(spoken).find(({ side }) => side === reset.side)
  return answer === undefined || !isReset(answer)
}

/** It repeats what its sender waits for, which is not what the reset has. */
function isChallenge({ length, ack, flags }: Packet, reset: Packet, acked: number): boolean {
  return length === 0 && ack === acked && reset.offset !== acked && (flags & FIN) === 0
}

/** Until when the addressee of a reset may go on without knowing of it: twice its distance from the place of the capture. */
function underWayUs(reset: Packet, packets: readonly Packet[]): number {
  const asked = packets.find((packet) => packet.side === reset.side && (packet.flags & SYN) !== 0)
  const answered =
    asked === undefined
      ? undefined
      : packets.find(
          (packet) => packet.side !== reset.side && packet.frame > asked.frame && (packet.flags & (ACK | RST)) === ACK,
        )
  return asked === undefined || answered === undefined
    ? UNKNOWN_UNDER_WAY_US
    : LEAST_UNDER_WAY_US + 2 * (answered.atUs - asked.atUs)
}

function isReset({ flags }: Packet): boolean {
  return (flags & RST) !== 0
}

function isSynAck({ flags }: Packet): boolean {
  return (flags & (SYN | ACK)) === (SYN | ACK)
}

function endOf({ offset, length, flags }: Packet): number {
  return offset + length + ((flags & FIN) !== 0 ? 1 : 0)
}
