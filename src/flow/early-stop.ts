import { RST } from '../wire/packet/segment.ts'
import type { Packet } from './packet-log.ts'
import type { Reading } from './reading.ts'
import type { FaultSignature } from './signature.ts'
import { captureEndUs } from './traits/lasting.ts'
import { seconds } from './traits/trait.ts'

/** What the capture's end leaves open: it may have been stopped just before the session went on. */
export interface EarlyStop {
  readonly says: string
  readonly decidedBy: string
}

/** Undefined: the capture shows the end, or that nobody waited for more. */
export function findEarlyStop(signature: FaultSignature, reading: Reading): EarlyStop | undefined {
  if (isResetInDoubt(reading))
    return {
      says: 'the capture stops at the reset: whether it was obeyed is not seen',
      decidedBy: 'a longer capture: does the session go on after the reset?',
    }
  const { lasts } = signature
  if (lasts === undefined || reading.ends.first !== undefined || lasts.some((trait) => trait(reading) !== undefined))
    return undefined
  const { clientStuck, serverStuck, session } = reading
  const sinceUs = (clientStuck ?? serverStuck)?.segment.atUs
  const into =
    sinceUs === undefined
      ? `${seconds((captureEndUs(reading) - session.startedUs) / 1e6)} after the session began`
      : `${seconds((captureEndUs(reading) - sinceUs) / 1e6)} into the stall`
  return {
    says: `the capture stops ${into}, while nobody had given up`,
    decidedBy: 'a longer capture: does it go on by itself, or does one side give up?',
  }
}

/** A challenge, or what the addressee sends again, comes within this and the way there and back. */
const ANSWER_US = 1e6

/**
 * Only a reset at the very octet that is due ends a connection at once; others are challenged (RFC 5961 §3.2). Without that, what
 * follows must show that it was obeyed.
 */
function isResetInDoubt(reading: Reading): boolean {
  const { ends, opened, packets, timing, limits } = reading
  const reset = ends.first
  if (reset === undefined || (reset.flags & RST) === 0 || limits.untimed) return false
  if (opened && isDue(reset, packets)) return false
  // The refusal of a SYN (RFC 9293 §3.10.7.1) has no octet of its own.
  if (!opened && ends.synAck === undefined && reset === ends.serverResets[0] && reset.ack === 1) return false
  if (packets.some(({ frame, side, flags }) => frame > reset.frame && side !== reset.side && (flags & RST) !== 0))
    return false
  return captureEndUs(reading) - reset.atUs < ANSWER_US + 3000 * (timing.rttMs || 0)
}

/** It stands at the octet that its addressee acknowledged last, or behind all that its side had sent. */
function isDue(reset: Packet, packets: readonly Packet[]): boolean {
  let acked = -1
  let sent = -1
  for (const { side, frame, ack, offset, length, flags } of packets) {
    if (frame >= reset.frame || (flags & RST) !== 0) continue
    if (side !== reset.side) acked = Math.max(acked, ack)
    else sent = Math.max(sent, offset + length)
  }
  return reset.offset === acked || reset.offset === sent || reset.offset === sent + 1
}
