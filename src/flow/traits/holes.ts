import { otherSide } from '../packet-log.ts'
import type { Reading } from '../reading.ts'
import { captureEndUs } from './lasting.ts'
import { mark, seconds, type Mark, type Trait } from './trait.ts'

/** A hole in one side's data that full-size segments should fill: only what stands behind it arrives. */
function holeIn(reading: Reading, from: 'client' | 'server'): Mark | undefined {
  const { ends, packets, clientIndex, client, server, limits } = reading
  if (limits.missedBytes > 0 || ends.synAck === undefined) return undefined
  const [sender, senderIndex] = from === 'client' ? [client, clientIndex] : [server, otherSide(clientIndex)]
  const holes = packets.filter(
    (packet) => packet.side !== senderIndex && packet.sackFrom > packet.ack && packet.sackTo > packet.sackFrom,
  )
  const [first] = holes
  const last = holes.at(-1)
  if (first === undefined || last === undefined || sender.acked > last.ack) return undefined
  const missing = last.sackFrom - last.ack
  const most = Math.min(client.mss > 0 ? client.mss : 1460, server.mss > 0 ? server.mss : 1460)
  const unit = Math.max(536, most - 12)
  // Other full segments that came through speak against the size.
  if (missing < 0.8 * unit || sender.largestSent >= unit) return undefined
  const seen = packets.some(
    (packet) =>
      packet.side === senderIndex &&
      packet.length > 0 &&
      packet.offset <= last.ack &&
      packet.offset + packet.length > last.ack,
  )
  if (seen) return undefined
  return mark(
    `${missing} octets of the ${from} never arrive, only what stands behind them (SACK ${first.sackFrom} to ${first.sackTo})`,
    first.frame,
    last.frame,
  )
}

/** A hole among the client's octets that is not filled for long: a capture away from the client shows what lies behind it. */
export const holeStays: Trait = (reading) => {
  const { packets, clientIndex, client, timing, limits, session, endUs, ends } = reading
  if (timing.atClient || limits.missedBytes > 0 || limits.untimed) return undefined
  const acks = packets.filter((packet) => packet.side !== clientIndex && packet.ack >= 0 && (packet.flags & 4) === 0)
  const last = acks.at(-1)
  if (last === undefined || last.sackTo <= last.ack || last.ack < client.acked) return undefined
  const first = acks.find((packet) => packet.ack === last.ack && packet.sackTo > packet.ack)
  const until = ends.first === undefined ? session.lastUs + session.quietUs : endUs
  if (first === undefined || (until - first.atUs) / 1e6 < LEAST_HOLE_SECONDS) return undefined
  return mark(
    `${last.sackFrom - last.ack} octets of the client are missing for ${seconds((until - first.atUs) / 1e6)}, while what stands behind them arrived (SACK)`,
    first.frame,
    last.frame,
  )
}

/** Three repetitions by RFC 6298 have failed by then. */
const LEAST_HOLE_SECONDS = 6

/** More than one such hole. */
export const manyHoles: Trait = ({ packets, clientIndex }) => {
  const last = packets.findLast((packet) => packet.side !== clientIndex && packet.sackTo > packet.ack)
  return last !== undefined && last.sackedBytes < last.sackTo - last.sackFrom
    ? mark('there are more holes than one', last.frame)
    : undefined
}

export const holeFromServer: Trait = (reading) => holeIn(reading, 'server')

export const holeFromClient: Trait = (reading) => holeIn(reading, 'client')

/** It stays for as long as three repetitions take. */
export const holeOfServerLasts: Trait = (reading) => lasting(reading, holeIn(reading, 'server'))

export const holeOfClientLasts: Trait = (reading) => lasting(reading, holeIn(reading, 'client'))

function lasting(reading: Reading, hole: Mark | undefined): Mark | undefined {
  const begun = reading.packets.find(({ frame }) => frame === hole?.frames[0])
  if (hole === undefined || begun === undefined) return undefined
  return (captureEndUs(reading) - begun.atUs) / 1e6 >= LEAST_HOLE_SECONDS ? hole : undefined
}
