import type { Stage } from '../../domain/stage.ts'
import { otherSide } from '../packet-log.ts'
import type { Reading } from '../reading.ts'
import { isLongPause } from '../timing.ts'
import { mark, seconds, type Trait } from './trait.ts'

/** A long pause right before the end, measured by the session's own round trip. */
export function pauseOf(leastSeconds: number): Trait {
  return ({ pauseSeconds, pauseFrames, timing }) =>
    isLongPause(pauseSeconds, leastSeconds, timing)
      ? mark(`nothing was sent for ${seconds(pauseSeconds)} before the end`, ...pauseFrames)
      : undefined
}

/** The client was to speak, and did not, until the server gave up. */
export const clientSilent: Trait = (reading) => {
  const silent = clientSilentSeconds(reading)
  return isLongPause(silent, 2, reading.timing)
    ? mark(`the client, whose turn it was, was silent for ${seconds(silent)}`, ...reading.pauseFrames)
    : undefined
}

/** The capture ends, or goes on without it, while the client owes a message or a handshake that it had begun. */
export const clientFellSilent: Trait = ({ session, ends, stage, timing, limits, packets, clientIndex, dialogue }) => {
  if (ends.first !== undefined || !limits.open || timing.atClient || Number.isNaN(timing.toClientMs)) return undefined
  if (!OWED_STAGES.has(stage) || (stage === 'data' && dialogue.outstanding.length > 0)) return undefined
  const quiet = session.quietUs / 1e6
  const last = packets.at(-1)
  // With octets of the server unacknowledged, or its window at 0, the silence has another reason.
  const client = session.sides[clientIndex]
  const server = session.sides[otherSide(clientIndex)]
  if (server.acked < server.next || client.acked < client.next || server.window === 0) return undefined
  return quiet >= Math.max(LEAST_QUIET_SECONDS, (40 * timing.rttMs) / 1000)
    ? mark(`the client, whose turn it was, sent nothing for ${seconds(quiet)} until the capture ended`, last?.frame)
    : undefined
}

/** The latest segment of the message is not a full one: the message may be complete but for its dot. */
export const dotDue: Trait = ({ packets, clientIndex, client, dialogue }) => {
  const last = packets.findLast((packet) => packet.side === clientIndex && packet.length > 0)
  return dialogue.inBody && last !== undefined && last.length < 0.8 * client.largestSent
    ? mark('the latest segment of the message is a short one', last.frame)
    : undefined
}

/** Where the client cannot pause at will: its octets are due. */
const OWED_STAGES: ReadonlySet<Stage> = new Set<Stage>(['tls', 'data', 'body'])

/** Three repetitions by RFC 6298 have failed by then. */
const LEAST_QUIET_SECONDS = 8

/** A message or a handshake was begun, and away from the client not one large segment of it was seen. */
export const nothingLargeArrived: Trait = ({ stage, timing, client, dialogue, waiting }) => {
  if (timing.atClient || !LARGE_STAGES.has(stage) || client.largestSent >= LARGE_SEGMENT_BYTES) return undefined
  return mark(
    `no segment of ${LARGE_SEGMENT_BYTES} octets or more of the client was seen here, the largest has ${client.largestSent}`,
    stage === 'tls'
      ? dialogue.said.findLast((said) => said.stage === 'starttls')?.frame
      : (waiting?.frame ?? dialogue.bodyFrame),
  )
}

/** Where a client sends more than a command line. */
const LARGE_STAGES: ReadonlySet<Stage> = new Set<Stage>(['tls', 'data', 'body'])

/** A segment of this size speaks against a path that swallows large ones: 1280 octets pass everywhere (RFC 8200 §5). */
const LARGE_SEGMENT_BYTES = 1100

/** How long the client had been silent when the server's last word (or its close) came, in seconds. */
export function clientSilentSeconds(reading: Reading): number {
  const { lastAnswer, ends, packets, clientIndex, waiting } = reading
  const closing =
    lastAnswer !== undefined && lastAnswer.code >= 400 && (lastAnswer.to === undefined || reading.dialogue.inBody)
      ? lastAnswer
      : undefined
  if (closing === undefined && (waiting !== undefined || ends.firstBy !== 'server')) return 0
  const untilUs = closing?.atUs ?? ends.first?.atUs ?? 0
  const untilFrame = closing?.frame ?? ends.first?.frame ?? 0
  const before = packets.findLast(
    (packet) => packet.frame < untilFrame && (packet.side !== clientIndex ? packet.length > 0 : true),
  )
  return before === undefined ? 0 : (untilUs - before.atUs) / 1e6
}
