import type { Stage } from '../../domain/stage.ts'
import { namedPeer } from '../endpoints.ts'
import { endInHandshake } from '../refine.ts'
import { mentionedStage } from '../stage-mentions.ts'
import { stageFromWords } from '../stage-words.ts'
import type { TextReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import { areTogether } from './records.ts'
import type { LogRecord } from './records.ts'
import { isFailure } from './told.ts'
import type { Told } from './told.ts'

/** The longest that a session takes to die. */
const LONGEST_SECONDS = 3_600

/** The decisive failure with what the records before it, and the last one, tell of it: stage, time, peer. */
export function completed(decisive: Told, last: Told, told: readonly Told[]): TextReading {
  const { record, reading } = decisive
  // An exception that repeats what a log line told stands for itself: the line has the marks.
  const twin = told.findLast((one) => one !== decisive && one.record.marks.size > 0 && isSame(one.reading, reading))
  const until = told
    .slice(0, told.indexOf(decisive))
    .filter(
      (one) =>
        areTogether(one.record, record) ||
        (twin !== undefined && record.marks.size === 0 && areTogether(one.record, twin.record)),
    )
  const progress = until.findLast((one) => !isFailure(one))
  const stage = reading.stage ?? (reading.symptom.startsWith('drop.') ? stageUnderWay(progress) : undefined)
  const waited = reading.elapsedSeconds ?? (isSilent(reading) ? secondsSince(progress?.record, record) : undefined)
  return {
    ...reading,
    ...(stage !== undefined && reading.stage === undefined && { stage, stageFrom: 'words' as const }),
    // What ended while hands were shaken, told in a record of its own.
    ...(stage === 'tls' && reading.stage === undefined && reading.voice !== 'mta' && endInHandshake(reading)),
    ...(waited !== undefined && { elapsedSeconds: waited }),
    ...peerOf(decisive, last, until),
    expired: reading.expired || last.reading.expired,
    suspended: reading.suspended || last.reading.suspended,
  }
}

/** What is done with at the end of a line is under way no more. */
const DONE = /\b(?:ok|okay|accepted|done|passed|succeeded|successful|complete|completed)\W{0,3}$/i

function stageUnderWay(progress: Told | undefined): Stage | undefined {
  if (progress === undefined || DONE.test(progress.record.text)) return undefined
  const words = wordsOf(progress.record.text)
  return progress.reading.stage ?? stageFromWords(words) ?? mentionedStage(words)
}

function isSame(one: TextReading, other: TextReading): boolean {
  return one.symptom === other.symptom && one.stage === other.stage
}

function isSilent({ symptom }: TextReading): boolean {
  return symptom === 'drop.timeout' || symptom === 'connect.timeout' || symptom === 'tls.handshake.timeout'
}

function secondsSince(before: LogRecord | undefined, record: LogRecord): number | undefined {
  if (before?.clock === undefined || record.clock === undefined) return undefined
  const seconds = record.clock - before.clock
  return seconds >= 1 && seconds <= LONGEST_SECONDS ? seconds : undefined
}

/** Whom the failure was with: as its own record names the peer, else the one that sums it up, else those before it. */
function peerOf({ reading }: Told, last: Told, until: readonly Told[]): Partial<TextReading> {
  if (reading.address !== undefined && reading.address === last.reading.address) return peerIn(last.reading)
  if (reading.host !== undefined || reading.address !== undefined) return {}
  const before = until.toReversed().map((one) => ({ ...namedPeer(one.record.text), ...peerIn(one.reading) }))
  const named = [peerIn(last.reading), ...before].find(
    ({ host, address }) => host !== undefined || address !== undefined,
  )
  return named ?? {}
}

/** The peer that the lines of a session name, the nearest to its end first. */
export function withPeerOfLines(reading: TextReading): TextReading {
  if (reading.host !== undefined || reading.address !== undefined) return reading
  for (const line of reading.text.split('\n').toReversed()) {
    const named = namedPeer(line.slice(0, 1_000))
    const { host, address } = named
    // The port that a session was meant for is told elsewhere, with whether TLS was spoken on it from the first octet.
    if (address !== undefined || named.port !== undefined)
      return { ...reading, ...(host !== undefined && { host }), ...(address !== undefined && { address }) }
  }
  return reading
}

function peerIn({ host, address, port }: TextReading): Partial<TextReading> {
  return {
    ...(host !== undefined && { host }),
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
  }
}
