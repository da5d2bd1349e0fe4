import { familyOf } from '../../domain/endpoint.ts'
import { isBefore, type Stage } from '../../domain/stage.ts'
import type { Attempt } from '../../mta/log-event.ts'
import { EVERYBODY, keyText } from '../../trend/incident.ts'
import type { Counter, Series } from '../../trend/series.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import type { Reason } from './reasons.ts'
import { reasonText } from './reasons.ts'
import { createRecentIds, type RecentIds } from './recent-ids.ts'
import type { SizeHistogram } from './size-split.ts'
import { addSize, createSizes } from './size-split.ts'

/** All that is kept of one kind of failure (symptom and stage), for its patterns. */
export interface FailureKind {
  readonly reason: Reason
  count: number
  byFamily: { 4: number; 6: number }
  readonly sizes: SizeHistogram
  /** Rounded seconds in the failing stage → times. */
  readonly seconds: Map<number, number>
  timed: number
  /** Over all destinations. */
  readonly overTime: Counter
  readonly domains: Map<string, Destination>
  /** The one server that it happened with; null: there were several. */
  mx: string | undefined | null
  /** The last times it happened to a message for the first time, see `lastTimes`: a retry only tells when our own queue runs. */
  readonly timesMs: number[]
  readonly messages: RecentIds
  firstMs: number
  example: { text: string; queueId: string; domain: string }
}

/** What one destination has of it. */
interface Destination {
  count: number
  readonly overTime: Counter
}

const NAMES_LIMIT = 2_000
const TIMES_LIMIT = 256
const SECONDS_LIMIT = 256
/** No stage of a session lasts a day. The number stands in the line, and anybody may write one. */
const LONGEST_STAGE_SECONDS = 86_400

export function createFailureKind(reason: Reason, attempt: Attempt, series: Series): FailureKind {
  return {
    reason,
    count: 0,
    byFamily: { 4: 0, 6: 0 },
    sizes: createSizes(),
    seconds: new Map(),
    timed: 0,
    overTime: series.counter(keyText({ symptom: reason.symptom, stage: reason.stage, destination: EVERYBODY })),
    domains: new Map(),
    mx: undefined,
    timesMs: [],
    messages: createRecentIds(),
    firstMs: Number.POSITIVE_INFINITY,
    example: {
      text: reasonText(attempt.reason, attempt.evidence),
      queueId: ownString(attempt.queueId),
      domain: ownString(attempt.domain),
    },
  }
}

export function addToKind(kind: FailureKind, attempt: Attempt, series: Series): void {
  kind.count++
  if (attempt.address !== '') kind.byFamily[familyOf(attempt.address)]++
  addSize(kind.sizes, attempt.sizeBytes)
  const seconds = stageSeconds(kind.reason.stage, attempt)
  if (seconds >= 1 && seconds <= LONGEST_STAGE_SECONDS) {
    kind.timed++
    const rounded = Math.round(seconds)
    if (kind.seconds.size < SECONDS_LIMIT || kind.seconds.has(rounded))
      kind.seconds.set(rounded, (kind.seconds.get(rounded) ?? 0) + 1)
  }
  series.add(kind.overTime, attempt.atMs)
  series.add(atDestination(kind, attempt.domain, series), attempt.atMs)
  if (attempt.mx !== '' && attempt.mx !== kind.mx) kind.mx = kind.mx === undefined ? attempt.mx : null
  if (Number.isFinite(attempt.atMs)) {
    if (attempt.atMs < kind.firstMs) kind.firstMs = attempt.atMs
    const { queueId } = attempt
    if (queueId !== '' && !kind.messages.add(queueId)) return
    // Thrown away by the hundred: an array that loses its first element each time is copied each time.
    if (kind.timesMs.length >= TIMES_LIMIT * 2) kind.timesMs.splice(0, TIMES_LIMIT)
    kind.timesMs.push(attempt.atMs)
  }
}

/** The last of these times, at most 256. */
export function lastTimes(kind: FailureKind): readonly number[] {
  return kind.timesMs.slice(-TIMES_LIMIT)
}

/** Counts it for the destination, and gives what counts it over time. */
function atDestination(kind: FailureKind, domain: string, series: Series): Counter {
  const known = kind.domains.get(domain)
  if (known !== undefined) {
    known.count++
    return known.overTime
  }
  const { symptom, stage } = kind.reason
  const overTime = series.counter(keyText({ symptom, stage, destination: domain }))
  if (kind.domains.size < NAMES_LIMIT) kind.domains.set(domain, { count: 1, overTime })
  return overTime
}

/** The part of `delays=` that the failing stage lies in. */
function stageSeconds(stage: Stage | null, attempt: Attempt): number {
  if (stage === null) return Number.NaN
  return isBefore(stage, 'mail') ? attempt.connectSeconds : attempt.transmitSeconds
}

/** Seconds that at least half of the timed failures agree on (within one second), and how many do. */
export function agreedSeconds(kind: FailureKind): { readonly seconds: number; readonly count: number } | undefined {
  let best = 0
  let bestCount = 0
  for (const seconds of kind.seconds.keys()) {
    let count = 0
    for (let near = seconds - 1; near <= seconds + 1; near++) count += kind.seconds.get(near) ?? 0
    if (count > bestCount || (count === bestCount && seconds < best)) {
      best = seconds
      bestCount = count
    }
  }
  return kind.timed >= 3 && best >= 2 && bestCount * 2 >= kind.timed ? { seconds: best, count: bestCount } : undefined
}
