import type { CauseId } from '../../domain/cause-id.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Standing } from '../../domain/locus.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Attempt } from '../../mta/log-event.ts'
import { EVERYBODY, keyText } from '../../trend/incident.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import type { Reason } from './reasons.ts'
import { reasonText } from './reasons.ts'
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
  readonly domains: Map<string, number>
  /** Keys of its series: over all, and by destination. */
  readonly seriesKey: string
  readonly seriesKeys: Map<string, string>
  readonly mxs: Map<string, number>
  /** The last times it happened to a message for the first time, see `lastTimes`: a retry only tells when our own queue runs. */
  readonly timesMs: number[]
  /** Messages that it happened to of late. */
  readonly messages: Set<string>
  firstMs: number
  /** Reasons of one symptom and stage may point at different causes. */
  readonly causes: Map<CauseId, { count: number; readonly standing: Standing }>
  example: { text: string; queueId: string; domain: string }
}

const NAMES_LIMIT = 2_000
const TIMES_LIMIT = 256
const MESSAGES_LIMIT = 1_024
const SECONDS_LIMIT = 256

export function createFailureKind(reason: Reason, attempt: Attempt): FailureKind {
  return {
    reason,
    count: 0,
    byFamily: { 4: 0, 6: 0 },
    sizes: createSizes(),
    seconds: new Map(),
    timed: 0,
    domains: new Map(),
    seriesKey: keyText({ symptom: reason.symptom, stage: reason.stage, destination: EVERYBODY }),
    seriesKeys: new Map(),
    mxs: new Map(),
    timesMs: [],
    messages: new Set(),
    firstMs: Number.POSITIVE_INFINITY,
    causes: new Map(),
    example: {
      text: reasonText(attempt.reason, attempt.evidence),
      queueId: ownString(attempt.queueId),
      domain: ownString(attempt.domain),
    },
  }
}

export function addToKind(kind: FailureKind, reason: Reason, attempt: Attempt): void {
  kind.count++
  if (reason.cause !== null) {
    const cause = kind.causes.get(reason.cause)
    if (cause === undefined) kind.causes.set(reason.cause, { count: 1, standing: reason.standing })
    else cause.count++
  }
  if (attempt.address !== '') kind.byFamily[familyOf(attempt.address)]++
  addSize(kind.sizes, attempt.sizeBytes)
  const seconds = stageSeconds(kind.reason.stage, attempt)
  if (seconds >= 1) {
    kind.timed++
    const rounded = Math.round(seconds)
    if (kind.seconds.size < SECONDS_LIMIT || kind.seconds.has(rounded))
      kind.seconds.set(rounded, (kind.seconds.get(rounded) ?? 0) + 1)
  }
  addName(kind.domains, attempt.domain)
  if (attempt.mx !== '') addName(kind.mxs, attempt.mx)
  if (Number.isFinite(attempt.atMs)) {
    if (attempt.atMs < kind.firstMs) kind.firstMs = attempt.atMs
    const { queueId } = attempt
    if (queueId !== '' && !isFirst(kind.messages, queueId)) return
    // Thrown away by the hundred: an array that loses its first element each time is copied each time.
    if (kind.timesMs.length >= TIMES_LIMIT * 2) kind.timesMs.splice(0, TIMES_LIMIT)
    kind.timesMs.push(attempt.atMs)
  }
}

function isFirst(messages: Set<string>, queueId: string): boolean {
  if (messages.has(queueId)) return false
  if (messages.size >= MESSAGES_LIMIT) messages.clear()
  messages.add(ownString(queueId))
  return true
}

/** The last of these times, at most 256. */
export function lastTimes(kind: FailureKind): readonly number[] {
  return kind.timesMs.slice(-TIMES_LIMIT)
}

/** The key of this kind and destination, built once: series know it by its hash. */
export function destinationKey(kind: FailureKind, destination: string): string {
  const known = kind.seriesKeys.get(destination)
  if (known !== undefined) return known
  const key = keyText({ symptom: kind.reason.symptom, stage: kind.reason.stage, destination })
  if (kind.seriesKeys.size < NAMES_LIMIT) kind.seriesKeys.set(destination, key)
  return key
}

function addName(names: Map<string, number>, name: string): void {
  const count = names.get(name)
  if (count !== undefined) names.set(name, count + 1)
  else if (names.size < NAMES_LIMIT) names.set(name, 1)
}

const SET_UP: ReadonlySet<Stage> = new Set<Stage>(['dns', 'connect', 'banner', 'ehlo', 'starttls', 'tls', 'auth'])

/** The part of `delays=` that the failing stage lies in. */
function stageSeconds(stage: Stage | null, attempt: Attempt): number {
  if (stage === null) return Number.NaN
  return SET_UP.has(stage) ? attempt.connectSeconds : attempt.transmitSeconds
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
