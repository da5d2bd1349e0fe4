import type { Packet } from '../packet-log.ts'
import type { Reading } from '../reading.ts'
import { mark, seconds, type Mark, type Trait } from './trait.ts'

/** An outage that heals by itself, as by a spanning tree that opens another way (IEEE 802.1D: twice 15 s), is over by then. */
const LONG_SECONDS = 30
const MANY_SENDINGS = 6
/** A sender that doubles its pauses (RFC 6298 §5.5) would have tried again by then. */
const MISSED_TURN = 2.5
const MISSED_TURN_MARGIN_US = 1e6

/** When the capture stopped, as far as its packets tell. */
export function captureEndUs({ session }: Reading): number {
  return session.lastUs + session.quietUs
}

/** The sender tried for long, or stopped trying though its turn had come. */
function despaired(sent: readonly Packet[], reading: Reading): Mark | undefined {
  const [first] = sent
  const last = sent.at(-1)
  const before = sent.at(-2)
  if (first === undefined || last === undefined || before === undefined) return undefined
  const endUs = captureEndUs(reading)
  if (endUs - last.atUs > MISSED_TURN * (last.atUs - before.atUs) + MISSED_TURN_MARGIN_US)
    return mark('the sender has stopped trying', last.frame)
  const forSeconds = (endUs - first.atUs) / 1e6
  return sent.length >= MANY_SENDINGS && forSeconds >= LONG_SECONDS
    ? mark(`it was tried for ${seconds(forSeconds)}`, last.frame)
    : undefined
}

/** The client has given up what is stuck, or tried for long. */
export const clientDespaired: Trait = (reading) =>
  reading.clientStuck === undefined
    ? undefined
    : despaired([reading.clientStuck.segment, ...reading.clientStuck.resent], reading)

export const serverDespaired: Trait = (reading) =>
  reading.serverStuck === undefined
    ? undefined
    : despaired([reading.serverStuck.segment, ...reading.serverStuck.resent], reading)

/** Each SYN is a question of its own: a path or a server that answers now and then has answered one of so many. */
const MANY_SYNS = 5

export const synDespaired: Trait = (reading) => {
  const { syns } = reading.ends
  return syns.length >= MANY_SYNS ? mark(`${syns.length} SYNs were sent`, syns.at(-1)?.frame) : despaired(syns, reading)
}
export const synAckDespaired: Trait = (reading) => despaired(reading.ends.synAcks, reading)

/** A later segment got through (SACK): it is this one that does not pass, and no pause of the whole path. */
export const othersPassed: Trait = ({ clientStuck: report }) =>
  report?.passedBehind === true ? mark('something behind it arrived (SACK)', report.segment.frame) : undefined

/** A peer that had no acknowledgement would have sent the same octets again by then, whatever the jitter. */
const REPEATS_MISSED = 4
const LEAST_REPEATS_MISSED_US = 2e6

/**
 * A lost segment loses the acknowledgement that it carries, so the server repeats its last reply; when the bare acknowledgement of that
 * ends the repetitions, a small packet got through while the stuck one did not.
 */
export const smallOnePassed: Trait = (reading) => {
  const { clientStuck: report, packets, clientIndex } = reading
  if (report === undefined) return undefined
  const last = packets.findLast(
    ({ side, length, again, frame }) => side !== clientIndex && length > 0 && again && frame > report.segment.frame,
  )
  if (last === undefined) return undefined
  const before = packets.findLast(
    ({ side, offset, length, frame }) =>
      side !== clientIndex &&
      length > 0 &&
      frame < last.frame &&
      offset <= last.offset &&
      last.offset < offset + length,
  )
  const ack = packets.find(
    ({ side, length, frame, ack: acked }) =>
      side === clientIndex && length === 0 && frame > last.frame && acked >= last.offset + last.length,
  )
  if (before === undefined || ack === undefined) return undefined
  const quietUs = captureEndUs(reading) - ack.atUs
  return quietUs >= Math.max(REPEATS_MISSED * (last.atUs - before.atUs), LEAST_REPEATS_MISSED_US)
    ? mark(
        'the server repeated its reply until a bare acknowledgement reached it: small packets pass',
        last.frame,
        ack.frame,
      )
    : undefined
}

/** ICMP 3/4, ICMPv6 2/0: a router says that the packet is too big for the next link (RFC 1191, RFC 8201). */
export const tooBigSaid: Trait = ({ icmp, clientIndex }) => {
  const note = icmp.find(
    ({ about, family, type, code }) => about === clientIndex && (family === 4 ? type === 3 && code === 4 : type === 2),
  )
  return note === undefined
    ? undefined
    : mark(`a router says that the packet is too big${note.mtu > 0 ? ` (MTU ${note.mtu})` : ''}`, note.frame)
}
