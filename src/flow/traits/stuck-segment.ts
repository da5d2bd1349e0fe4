import type { StuckReport } from '../stuck.ts'
import { EXPIRY_PAUSE_SECONDS, isLongPause, pauseBefore } from '../timing.ts'
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
  const pause = pauseBefore(packets, report.segment)
  if (pause === undefined || !isLongPause(pause.seconds, EXPIRY_PAUSE_SECONDS, timing)) return undefined
  return mark(
    `the first segment that got lost came after ${seconds(pause.seconds)} without a packet`,
    pause.before.frame,
    pause.after.frame,
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

/** Several segments of a size that passes are missing at once. */
export const scatteredLoss: Trait = ({ clientStuck: report }) =>
  report?.scattered === true && !report.largerThanAnyPassed
    ? mark(
        'segments of sizes that do pass are missing in several places (SACK with holes)',
        report.segment.frame,
        report.resent.at(-1)?.frame,
      )
    : undefined

/** The capture does not show what passed before, and what is lost is large. */
export const largeAfterUnknown: Trait = ({ clientStuck: report, limits }) =>
  (limits.midStream || limits.dialogueLost) && report?.isLarge === true
    ? mark('the beginning is not in the capture')
    : undefined

/** Three octets, where the dialogue cannot be read: they may be the dot that ends a message. */
export const dotWithoutDialogue: Trait = ({ clientStuck: report, limits }) =>
  (limits.dialogueLost || limits.midStream) && report?.segment.length === 3
    ? mark('the lost segment has the length of a lone dot', report.segment.frame)
    : undefined
