import type { Stage } from '../../domain/stage.ts'
import { RST } from '../../wire/packet/segment.ts'
import { FORGED_POINTS, PROVEN_POINTS, type ResetReport } from '../resets.ts'
import type { Ends } from '../ends.ts'
import { saidGoodbye, type Reading } from '../reading.ts'
import { mark, seconds, type Mark, type Trait } from './trait.ts'

export const serverFinFirst: Trait = ({ ends, opened }) =>
  opened && ends.firstBy === 'server' && ends.first === ends.serverFin && ends.serverFin !== undefined
    ? mark('the server closes first (FIN)', ends.serverFin.frame)
    : undefined

export const serverResetFirst: Trait = ({ ends, opened }) =>
  opened && ends.firstBy === 'server' && ends.first !== undefined && (ends.first.flags & RST) !== 0
    ? mark('a reset in the server’s name ends the session', ends.first.frame)
    : undefined

/** A reset in the server's name anywhere, though not necessarily first. */
export const serverReset: Trait = ({ ends }) =>
  ends.serverResets[0] === undefined ? undefined : mark('a reset in the server’s name', ends.serverResets[0].frame)

export const serverCloses: Trait = (reading) => serverFinFirst(reading) ?? serverResetFirst(reading)

export const clientCloses: Trait = ({ ends, opened }) => {
  if (!opened || ends.firstBy !== 'client' || ends.first === undefined) return undefined
  return mark(`the client closes first (${(ends.first.flags & RST) !== 0 ? 'RST' : 'FIN'})`, ends.first.frame)
}

/** Nobody has closed: the capture stops before. */
export const stillOpen: Trait = ({ ends, endFrame }) =>
  ends.first === undefined ? mark('the capture ends while the session is open', endFrame) : undefined

/** The session came to its end in order. */
export const goodbye: Trait = (reading) => {
  if (!saidGoodbye(reading)) return undefined
  const quit = reading.dialogue.said.findLast((said) => said.stage === 'quit')
  return mark('the client said QUIT and nothing else was unanswered', quit?.frame, quit?.answer?.frame)
}

/** A message was accepted and nothing was asked after it. */
export const deliveredAndDone: Trait = ({ dialogue, stage }) => {
  if (dialogue.messagesAccepted === 0 || dialogue.inBody) return undefined
  if (stage !== 'idle' && stage !== 'quit') return undefined
  const dot = dialogue.said.findLast((said) => said.stage === 'dot' && said.answer !== undefined)
  return mark('a message was accepted and nothing was asked after it', dot?.answer?.frame)
}

/** Everything the client asked was answered, and it owed the next word. */
export const nothingAsked: Trait = ({ waiting, stage, dialogue, opened }) =>
  opened && waiting === undefined && (stage === 'idle' || stage === 'quit') && !dialogue.inBody
    ? mark('every command was answered', dialogue.answers.at(-1)?.frame)
    : undefined

/** In the end everything has its answer, as far as the capture shows. */
export const nothingDue: Trait = ({ dialogue, limits }) =>
  dialogue.outstanding.length === 0 || limits.snapped
    ? mark('every command was answered in the end', dialogue.answers.at(-1)?.frame)
    : undefined

/** Something the client asked has no answer. */
export const asked: Trait = ({ waiting, opened }) =>
  opened && waiting !== undefined
    ? mark(
        waiting.verb === 'CONNECT' ? 'the greeting is due' : `${waiting.text || waiting.stage} waits for an answer`,
        waiting.frame,
      )
    : undefined

export const inMessage: Trait = ({ stage, dialogue }) =>
  stage === 'body' ? mark('the message is on its way', dialogue.bodyFrame) : undefined

export const atDot: Trait = ({ stage, waiting }) =>
  stage === 'dot' ? mark('the end of the message waits for its answer', waiting?.frame) : undefined

/** The server's latest reply is a refusal or a goodbye, directly before the end. */
export const refusalBeforeEnd: Trait = ({ lastAnswer, endUs, dialogue }) => {
  if (lastAnswer === undefined || lastAnswer.code < 400) return undefined
  const later = dialogue.said.some((said) => said.atUs > lastAnswer.atUs && said.answer !== undefined)
  if (later || (endUs - lastAnswer.atUs) / 1e6 > 5) return undefined
  return mark(`the server’s last words are ${lastAnswer.code}`, lastAnswer.frame)
}

/** A 421, or a refusal in place of the greeting: the reply itself announces the close. */
export const farewell: Trait = (reading) => {
  const { lastAnswer, dialogue } = reading
  if (lastAnswer === undefined) return undefined
  const atBanner = lastAnswer.to?.verb === 'CONNECT' && lastAnswer.code >= 400
  const timeout = lastAnswer.code === 451 && /time ?d? ?-?out/i.test(lastAnswer.text)
  if (lastAnswer.code !== 421 && !atBanner && !timeout) return undefined
  // Inside TLS a length is a weak word: it counts only as the very last thing that was said.
  if (lastAnswer.inferred && dialogue.said.some((said) => said.atUs > lastAnswer.atUs)) return undefined
  // The client may have gone on after a 421 that refused one command only.
  if (dialogue.said.some((said) => said.atUs > lastAnswer.atUs && (said.answer?.code ?? 999) < 400)) return undefined
  return mark(`the server says ${lastAnswer.code}`, lastAnswer.frame)
}

/** A long pause right before the end, measured by the session's own round trip. */
export function pauseOf(least: number): Trait {
  return ({ pauseSeconds, pauseFrames, timing }) => {
    const threshold = Math.max(least, (20 * timing.rttMs) / 1000)
    return pauseSeconds >= threshold
      ? mark(`nothing was sent for ${seconds(pauseSeconds)} before the end`, ...pauseFrames)
      : undefined
  }
}

/** The client was to speak, and did not, until the server gave up. */
export const clientSilent: Trait = (reading) => {
  const silent = clientSilentSeconds(reading)
  return silent >= Math.max(2, (20 * reading.timing.rttMs) / 1000)
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
  const server = session.sides[clientIndex === 0 ? 1 : 0]
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

/** After its FIN the client goes on taking what the server says: it closed its half only, and still listens (RFC 9293 §3.6). */
export const listensOn: Trait = ({ ends, packets, clientIndex, dialogue }) => {
  const { clientFin } = ends
  if (clientFin === undefined) return undefined
  const after = dialogue.answers.filter(({ frame }) => frame > clientFin.frame)
  if (after.length === 0 || after.some(({ code }) => code >= 400)) return undefined
  const later = packets.find(
    (packet) => packet.side !== clientIndex && packet.length > 0 && packet.frame > clientFin.frame,
  )
  const taken =
    later === undefined
      ? undefined
      : packets.find(
          (packet) =>
            packet.side === clientIndex && packet.frame > later.frame && packet.ack >= later.offset + later.length,
        )
  return taken === undefined || ends.clientResets.length > 0
    ? undefined
    : mark('the client closed its half and takes the answers', clientFin.frame, taken.frame)
}

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
  const before = from === undefined ? undefined : packets.findLast(({ frame }) => frame < from.frame)
  if (from === undefined || before === undefined) return false
  if (from.atUs - before.atUs < Math.max(1e6, 20_000 * timing.rttMs)) return false
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

/** The client went on sending after the server had closed in an idle session. */
export const spokeAfterClose: Trait = ({ ends, packets, clientIndex, dialogue }) => {
  const { serverFin } = ends
  if (serverFin === undefined) return undefined
  const late = packets.find(
    (packet) => packet.side === clientIndex && packet.length > 0 && packet.atUs > serverFin.atUs + 1e6,
  )
  const said = dialogue.said.find((one) => late !== undefined && one.atUs >= late.atUs && one.stage !== 'quit')
  return late === undefined || said === undefined
    ? undefined
    : mark('the client speaks on a connection that the server had closed', serverFin.frame, late.frame)
}
