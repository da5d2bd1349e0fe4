import { RST } from '../../wire/packet/segment.ts'
import type { Ends } from '../ends.ts'
import type { Reading } from '../reading.ts'
import { FORGED_POINTS, PROVEN_POINTS, type ResetReport } from '../resets.ts'
import { EXPIRY_PAUSE_SECONDS, isLongPause, pauseBefore } from '../timing.ts'
import { mark, type Mark, type Trait } from './trait.ts'

export const forged: Trait = ({ serverReset: report, ends }) => forgedBy(report, ends, FORGED_POINTS)

export const surelyForged: Trait = ({ serverReset: report, ends }) => forgedBy(report, ends, PROVEN_POINTS)

/** A reset in the client's name, seen near the server. */
export const clientForged: Trait = ({ clientReset: report, ends }) => forgedBy(report, ends, FORGED_POINTS)

function forgedBy(report: ResetReport | undefined, { clientFin, serverFin }: Ends, points: number): Mark | undefined {
  if (report === undefined || report.points < points) return undefined
  // Where both sides had closed there was nothing left to cut.
  if (Math.max(clientFin?.frame ?? Infinity, serverFin?.frame ?? Infinity) < report.reset.frame) return undefined
  return mark(
    report.marks.map((one) => one.says).join('; '),
    report.reset.frame,
    ...report.marks.flatMap((one) => one.frames),
  )
}

export const serverTalksOn: Trait = ({ serverReset: report }) => {
  const one = report?.marks.find((mark) => mark.kind === 'talks-on')
  return one === undefined ? undefined : mark(one.says, ...one.frames)
}

/** The reset answers the first packet after a pause in which a box on the path may have forgotten the connection. */
export const resetAfterPause: Trait = ({ serverReset: report, packets, timing }) => {
  const pause = report?.trigger === undefined ? undefined : pauseBefore(packets, report.trigger)
  if (pause === undefined || !isLongPause(pause.seconds, EXPIRY_PAUSE_SECONDS, timing)) return undefined
  return mark(
    `the packet that it answers came after a pause of ${pause.seconds.toFixed(0)} s`,
    pause.before.frame,
    pause.after.frame,
  )
}

/** RST without ACK, a full round trip after the packet it answers: the host knows no such connection. */
export const socketless: Trait = ({ serverReset: report, timing }) => {
  if (report === undefined || !report.bare || report.points >= FORGED_POINTS) return undefined
  if (report.afterMs < 0.5 * timing.toServerMs) return undefined
  return mark(
    'the host answers as if it had never known the connection (RST without ACK)',
    report.trigger?.frame,
    report.reset.frame,
  )
}

/** The same from the client's host, in answer to something the server sent, without any close before. */
export const clientSocketless: Trait = (reading) => {
  const { ends, clientReset: report, opened, client } = reading
  if (report === undefined || !report.bare || !opened || ends.first === undefined) return undefined
  if (ends.first !== report.reset && !isDeaf(reading)) return undefined
  if (report.trigger === undefined || client.dataPackets === 0) return undefined
  return mark(
    'the client’s host answers as if it had never known the connection (RST without ACK)',
    report.trigger.frame,
    report.reset.frame,
  )
}

/** The server's farewell, after a pause, finds no socket: not even an acknowledgement comes. */
function isDeaf({ ends, packets, clientIndex, lastAnswer, timing }: Reading): boolean {
  if (ends.firstBy !== 'server' || ends.clientFin !== undefined) return false
  const from = packets.find(({ frame }) => frame === Math.min(ends.first?.frame ?? 0, lastAnswer?.frame ?? Infinity))
  const pause = from === undefined ? undefined : pauseBefore(packets, from)
  if (from === undefined || pause === undefined || !isLongPause(pause.seconds, 1, timing)) return false
  return !packets.some(({ side, frame, flags }) => side === clientIndex && frame > from.frame && (flags & RST) === 0)
}

/** One reset for each segment on its way. */
export const resetBurst: Trait = ({ ends }) =>
  ends.serverResets.length >= 2
    ? mark(
        `${ends.serverResets.length} resets, one for each segment that still arrived`,
        ends.serverResets[0]?.frame,
        ends.serverResets[1]?.frame,
      )
    : undefined
