import type { Stage } from '../../domain/stage.ts'
import type { Reading } from '../reading.ts'
import { mark, seconds, type Trait } from './trait.ts'

/** RFC 5321 §4.5.3.2: how long a client must wait, in seconds. */
const LEAST_PATIENCE: Partial<Record<Stage, number>> = {
  banner: 300,
  ehlo: 300,
  mail: 300,
  rcpt: 300,
  data: 120,
  body: 180,
  dot: 600,
}
/** A person or a program that stops sooner did not run into a timer. */
const LEAST_WAIT_SECONDS = 2

/** The server has the command and says nothing; the client gives up after a while. */
export const clientGaveUp: Trait = (reading) => {
  const { waiting, ends } = reading
  if (waiting === undefined || ends.firstBy !== 'client' || ends.first === undefined) return undefined
  const waited = waitedSeconds(reading)
  if (waited < LEAST_WAIT_SECONDS) return undefined
  return mark(`the client waited ${seconds(waited)} for the answer and closed`, waiting.frame, ends.first.frame)
}

export const clientLeftAtOnce: Trait = (reading) => {
  const { waiting, ends, stage } = reading
  if (ends.firstBy !== 'client' || ends.first === undefined) return undefined
  if (waiting === undefined ? stage !== 'body' : waitedSeconds(reading) >= LEAST_WAIT_SECONDS) return undefined
  return mark('the client closed in the middle, without waiting', waiting?.frame, ends.first.frame)
}

/** TCP acknowledged the command: it is the application that is silent. */
export const commandArrived: Trait = ({ waiting, client }) =>
  waiting !== undefined && client.acked >= waiting.end
    ? mark('its TCP acknowledged the command', waiting.frame)
    : undefined

/** The answer came after the client had gone. */
export const answeredLate: Trait = ({ lateAnswer, waiting, ends }) => {
  if (lateAnswer === undefined || ends.firstBy !== 'client' || ends.first === undefined || waiting === undefined)
    return undefined
  return mark(
    `the answer came ${seconds((lateAnswer.atUs - ends.first.atUs) / 1e6)} after the client had closed`,
    ends.first.frame,
    lateAnswer.frame,
  )
}

/** As long as the standard asks for. */
export const standardPatience: Trait = (reading) => {
  const least = LEAST_PATIENCE[reading.stage]
  const waited = waitedSeconds(reading)
  return least !== undefined && waited >= least
    ? mark(`the client waited the ${least} s that RFC 5321 asks for`, reading.waiting?.frame)
    : undefined
}

/** Shorter than the standard asks for. */
export const belowStandardPatience: Trait = (reading) => {
  const least = LEAST_PATIENCE[reading.stage]
  const waited = waitedSeconds(reading)
  return least !== undefined && waited < least ? mark(`RFC 5321 asks a client to wait ${least} s here`) : undefined
}

/** How long the client waited for the answer that was due, in seconds. */
export function waitedSeconds(reading: Reading): number {
  const { waiting, ends, packets, clientIndex, endUs, session } = reading
  if (waiting === undefined) return 0
  const spoken = packets.findLast(
    (packet) =>
      packet.side === clientIndex && packet.length > 0 && packet.atUs < (ends.first?.atUs ?? Infinity) - 20_000,
  )
  const fromUs = Math.max(waiting.atUs, spoken?.atUs ?? 0, waiting.verb === 'CONNECT' ? session.startedUs : 0)
  return ((ends.first?.atUs ?? endUs) - fromUs) / 1e6
}
