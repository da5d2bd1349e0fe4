import type { Ends } from './ends.ts'
import type { Packet } from './packet-log.ts'
import type { Side } from './side.ts'

/** Times at the capture point, in milliseconds; NaN where the capture does not tell. */
export interface Timing {
  /** Capture point → server → capture point. */
  readonly toServerMs: number
  /** Capture point → client → capture point: near 0 when captured at the client. */
  readonly toClientMs: number
  readonly rttMs: number
  readonly atClient: boolean
  readonly atServer: boolean
  /** Something near the client acknowledges data long before the server can. */
  readonly nearAckMs: number | undefined
}

export function findTiming(ends: Ends, client: Side, server: Side, timed: boolean): Timing {
  if (!timed)
    return { toServerMs: NaN, toClientMs: NaN, rttMs: NaN, atClient: false, atServer: false, nearAckMs: undefined }
  const { syn, synAck, handshakeAck, syns, synAcks } = ends
  const bySyn =
    syn !== undefined && synAck !== undefined && syns.length === 1 && synAcks.length === 1
      ? (synAck.atUs - syn.atUs) / 1000
      : NaN
  const byAck = Number.isFinite(client.ackDelayUs) ? client.ackDelayUs / 1000 : NaN
  const toServerMs = least(bySyn, byAck)
  const byHandshake =
    synAck !== undefined && handshakeAck !== undefined && synAcks.length === 1
      ? (handshakeAck.atUs - synAck.atUs) / 1000
      : NaN
  const toClientMs = least(byHandshake, Number.isFinite(server.ackDelayUs) ? server.ackDelayUs / 1000 : NaN)
  const rttMs = (Number.isNaN(toServerMs) ? 0 : toServerMs) + (Number.isNaN(toClientMs) ? 0 : toClientMs)
  return {
    toServerMs,
    toClientMs,
    rttMs,
    atClient: toClientMs < 1 && toServerMs > 4 * toClientMs,
    atServer: toServerMs < 1 && toClientMs > 4 * toServerMs,
    nearAckMs: byAck < 1 && bySyn > 20 && byAck < bySyn / 20 ? byAck : undefined,
  }
}

function least(a: number, b: number): number {
  if (Number.isNaN(a)) return b
  return Number.isNaN(b) ? a : Math.min(a, b)
}

/** At least so long a pause is said to have made a box on the path forget the connection, in seconds. */
export const EXPIRY_PAUSE_SECONDS = 3

/** Nothing was sent between two packets that follow each other. */
export interface Pause {
  readonly seconds: number
  readonly before: Packet
  readonly after: Packet
}

/** Since the packet before it, of either side. Undefined: it is the first. */
export function pauseBefore(packets: readonly Packet[], packet: Packet): Pause | undefined {
  const index = packets.findIndex((one) => one.frame === packet.frame)
  const before = packets[index - 1]
  return index > 0 && before !== undefined
    ? { seconds: (packet.atUs - before.atUs) / 1e6, before, after: packet }
    : undefined
}

/** Longer than the path and its repetitions explain. Without times in the capture no pause is long. */
export function isLongPause(seconds: number, leastSeconds: number, { rttMs }: Timing): boolean {
  return seconds >= Math.max(leastSeconds, (20 * rttMs) / 1000)
}

/** The longest silence among the last packets up to the end, in seconds; 0 when the capture holds no times. */
export function longestPauseToEnd(
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
