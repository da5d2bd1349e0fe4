import type { StuckReport } from '../stuck.ts'
import type { Reading } from '../reading.ts'
import { captureEndUs } from './lasting.ts'
import { mark, seconds, type Mark, type Trait } from './trait.ts'

function stuckMark(report: StuckReport): Mark {
  return mark(
    `${report.segment.length} octets were sent ${report.resent.length + 1} times in ${seconds(report.forSeconds)} and never acknowledged`,
    report.segment.frame,
    report.resent[0]?.frame,
    report.resent.at(-1)?.frame,
  )
}

export const clientStuck: Trait = ({ clientStuck: report, opened }) =>
  report === undefined || !opened ? undefined : stuckMark(report)
export const serverStuck: Trait = ({ serverStuck: report, opened }) =>
  report === undefined || !opened ? undefined : stuckMark(report)

/** Full-size segments never arrive, smaller ones do. */
export const largeNeverPass: Trait = ({ clientStuck: report }) => (report === undefined ? undefined : large(report))
export const largeNeverPassBack: Trait = ({ serverStuck: report }) => (report === undefined ? undefined : large(report))

function large(report: StuckReport): Mark | undefined {
  if (!report.isLarge || !report.largerThanAnyPassed || report.shrank) return undefined
  if (report.largeLost < 2 && !report.passedBehind) return undefined
  const tail = report.passedBehind ? ', while a smaller one behind it did (SACK)' : ''
  return mark(
    `${report.largeLost} different segments of full size were sent and none arrived; the largest that ever did has ${report.largestPassed} octets${tail}`,
    report.segment.frame,
    report.resent[0]?.frame,
  )
}

/** A hole in one side's data that full-size segments should fill: only what stands behind it arrives. */
function holeIn(reading: Reading, from: 'client' | 'server'): Mark | undefined {
  const { ends, packets, clientIndex, client, server, limits } = reading
  if (limits.missedBytes > 0 || ends.synAck === undefined) return undefined
  const [sender, senderIndex] = from === 'client' ? [client, clientIndex] : [server, clientIndex === 0 ? 1 : 0]
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

/** One segment that is no larger than others that passed. */
export const oneSegmentNeverPasses: Trait = ({ clientStuck: report, server, packets, clientIndex }) => {
  if (report === undefined || (report.largerThanAnyPassed && report.isLarge && report.largeLost > 1)) return undefined
  // The other direction, or other segments, work meanwhile.
  const alive = packets.some(
    (packet) =>
      packet.side !== clientIndex &&
      packet.atUs > report.segment.atUs &&
      packet.frame > report.segment.frame &&
      packet.length > 0 &&
      packet.again,
  )
  if (report.scattered) return undefined
  return report.passedBehind || (alive && server.dataPackets > 0)
    ? mark('this one segment never passes, while others do', report.segment.frame)
    : undefined
}

export const pathAlive: Trait = ({ clientStuck: report, packets, clientIndex, timing }) => {
  if (report === undefined) return undefined
  const later = packets.find(
    (packet) =>
      packet.side !== clientIndex &&
      packet.atUs > report.segment.atUs + (timing.rttMs || 1) * 2000 &&
      (packet.length > 0 || packet.sackTo > 0),
  )
  return later === undefined ? undefined : mark('the server is still heard after that', later.frame)
}

/** After a certain moment nothing at all comes from the server. */
export const serverUnheard: Trait = (reading) =>
  clientStuck(reading) !== undefined && pathAlive(reading) === undefined
    ? mark('nothing comes from the server any more')
    : undefined

/** The first thing that got lost came after a long pause: a box on the way had forgotten the connection. */
export const lostAfterPause: Trait = ({ clientStuck: report, packets, timing, limits }) => {
  if (report === undefined || limits.untimed) return undefined
  const before = packets.findLast((packet) => packet.frame < report.segment.frame)
  if (before === undefined) return undefined
  const pause = (report.segment.atUs - before.atUs) / 1e6
  if (pause < Math.max(3, (20 * timing.rttMs) / 1000)) return undefined
  return mark(
    `the first segment that got lost came after ${seconds(pause)} without a packet`,
    before.frame,
    report.segment.frame,
  )
}

/** The stuck segment begins a ClientHello. */
export const helloStuck: Trait = ({ clientStuck: report, tls }) => {
  if (report === undefined || tls === undefined || tls.clientHelloOffset < 0) return undefined
  const from = tls.clientHelloOffset
  if (report.offset < from || report.offset >= from + tls.clientHelloBytes) return undefined
  return mark(`the ClientHello (${tls.clientHelloBytes} octets) is never acknowledged`, tls.clientHelloFrame)
}

export const helloSpansSegments: Trait = ({ tls, clientStuck: report }) =>
  tls !== undefined && report !== undefined && tls.clientHelloBytes > Math.min(report.segment.length + 5, report.unit)
    ? mark(`the ClientHello of ${tls.clientHelloBytes} octets needs more than one segment`, tls.clientHelloFrame)
    : undefined

/** The ClientHello fills a packet, and nothing of that size had passed before. */
export const helloLargest: Trait = ({ clientStuck: report }) =>
  report !== undefined && report.isLarge && report.largerThanAnyPassed && report.segment.length >= 1000
    ? mark(
        `its ${report.segment.length} octets are more than anything that arrived (${report.largestPassed})`,
        report.segment.frame,
      )
    : undefined

/** The lone dot that ends the message. */
export const dotStuck: Trait = ({ clientStuck: report, dialogue }) => {
  if (report === undefined || report.segment.length > 3) return undefined
  const dot = dialogue.said.find(
    (said) => said.verb === '.' && report.offset >= said.offset && report.offset < said.end,
  )
  // Where the message cannot be read, three octets alone behind it are its dot.
  const alone = dialogue.inBody && report.segment.length === 3 && report.offset > dialogue.bodyOffset
  return dot === undefined && !alone ? undefined : mark('the lost segment is the lone dot', report.segment.frame)
}

/** Offered window of zero, confirmed by probes. */
export const zeroWindow: Trait = (reading) => {
  const { packets, clientIndex, ends } = reading
  const zero = packets.filter(
    (packet) => packet.side !== clientIndex && packet.window === 0 && (packet.flags & 4) === 0,
  )
  const last = packets.findLast(
    (packet) =>
      packet.side !== clientIndex && (packet.flags & 4) === 0 && packet.frame <= (ends.serverFin?.frame ?? Infinity),
  )
  const [first] = zero
  if (first === undefined || zero.length < 2 || last === undefined || last.window !== 0) return undefined
  const forSeconds = (zero.at(-1)?.atUs ?? 0) - first.atUs
  // It may open again: a capture that ends meanwhile must have seen it closed for long.
  if (forSeconds < (ends.first === undefined ? 9e6 : 1e6)) return undefined
  return mark(
    `the server offers a window of 0 for ${seconds(forSeconds / 1e6)} (${zero.length} times)`,
    first.frame,
    zero[1]?.frame,
    zero.at(-1)?.frame,
  )
}

/** The session ended with it, or it lasted for a minute. */
export const zeroWindowToTheEnd: Trait = (reading) => {
  const shown = zeroWindow(reading)
  const [first] = shown?.frames ?? []
  const begin = reading.packets.find(({ frame }) => frame === first)
  const ended = reading.ends.first !== undefined
  return ended || (begin !== undefined && reading.endUs - begin.atUs > 60e6) ? shown : undefined
}

/** Probes of an idle connection that nobody answers, and the client's reset after them. */
export const keepAliveFailed: Trait = ({ packets, clientIndex, ends, client }) => {
  const probes = packets.filter(
    (packet) =>
      packet.side === clientIndex &&
      packet.length <= 1 &&
      packet.offset === client.acked - 1 &&
      packet.offset > 1 &&
      (packet.flags & 7) === 0,
  )
  const [first] = probes
  const last = probes.at(-1)
  if (first === undefined || last === undefined || probes.length < 3) return undefined
  if (packets.some((packet) => packet.side !== clientIndex && packet.frame > first.frame)) return undefined
  return mark(
    `${probes.length} keep-alive probes in ${seconds((last.atUs - first.atUs) / 1e6)} were not answered`,
    first.frame,
    last.frame,
    ends.clientResets[0]?.frame,
  )
}

/** Many different segments of all sizes are lost, and some progress is made. */
export const heavyLoss: Trait = ({ client, clientStuck: report, packets, clientIndex }) => {
  // The one segment on which the session hangs is sent again and again, whatever the path does with others.
  const others = packets.filter(
    (packet) =>
      packet.side === clientIndex &&
      packet.length > 0 &&
      (packet.offset !== report?.offset || packet.frame === report.segment.frame),
  )
  const again = others.filter((packet) => packet.again)
  if (client.dataPackets < 8 || again.length < 5) return undefined
  const distinct = new Set(again.map((packet) => packet.offset))
  const share = again.length / others.length
  if (share < 0.2 || distinct.size < 4) return undefined
  return mark(
    `${again.length} of ${others.length} segments (${Math.round(share * 100)} %) had to be sent again, ${distinct.size} different ones`,
  )
}

/** Several segments of a size that passes are missing at once. */
export const scatteredLoss: Trait = ({ clientStuck: report }) =>
  report?.scattered === true && !report.largerThanAnyPassed
    ? mark(
        'segments of sizes that do pass are missing in several places (SACK with holes)',
        report.segment.frame,
        report.resent.at(-1)?.frame,
      )
    : undefined

/** Steady progress that is too slow for the server's patience. */
export const slowProgress: Trait = (reading) => {
  const { client, dialogue, endUs, pauseSeconds } = reading
  if (!dialogue.inBody || dialogue.bodyAtUs === 0) return undefined
  const took = (endUs - dialogue.bodyAtUs) / 1e6
  const sent = client.acked - dialogue.bodyOffset
  if (took < 4 || sent < 5000 || pauseSeconds > took / 3 || pauseSeconds > 4) return undefined
  const rate = sent / took
  if (rate > 100_000) return undefined
  return mark(
    `${sent} octets in ${seconds(took)} (${(rate / 1000).toFixed(1)} kB/s), without a pause`,
    dialogue.bodyFrame,
  )
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
