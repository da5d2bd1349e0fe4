import { familyOf } from '../../domain/endpoint.ts'
import type { Attempt, AttemptStatus, EarlierFailure, LogSink, ServerEvent } from '../../mta/log-event.ts'
import { createSeries } from '../../trend/series.ts'
import { ownString, textOfLatin1 } from '../../wire/syslog/latin1.ts'
import type { AttemptLine, LogsFilter } from './document.ts'
import { addToKind, createFailureKind } from './failure-kind.ts'
import type { FailureKind } from './failure-kind.ts'
import type { Reason, ReasonReader } from './reasons.ts'
import { addFailure, countOutcome, createRows, increment, isoOrNull } from './rows.ts'
import { addSize, createSizes } from './size-split.ts'

export const ATTEMPTS_KEY = 'attempts'
export const FAILURES_KEY = 'failures'

export interface TallyLimits {
  readonly destinations?: number
  readonly mxs?: number
}

/** Failures that mean the same. */
interface ReasonCount {
  count: number
  readonly kind: FailureKind
}

/** Failures of one kind that another MX, or address, made good. */
export interface SoftKind {
  readonly reason: Reason
  count: number
  readonly byFamily: { 4: number; 6: number }
}

/** Handshakes that failed in one way, where the same host took the mail without TLS. */
export interface Fallback {
  count: number
  /** Names of such hosts, as far as there is room. */
  readonly hosts: Set<string>
}

const FALLBACK_HOSTS = 1_000

/** All counters of one analysis. */
export type Counters = ReturnType<typeof createCounters>

function createCounters(limits: TallyLimits) {
  return {
    attempts: { sent: 0, deferred: 0, bounced: 0, expired: 0 },
    suspended: 0,
    software: new Map<string, number>(),
    byReason: new Map<Reason, ReasonCount>(),
    kinds: new Map<string, FailureKind>(),
    destinations: createRows(limits.destinations ?? 12_000),
    mxs: createRows(limits.mxs ?? 12_000),
    sources: createRows(1_000),
    tlsVersions: new Map<string, number>(),
    tlsFailures: new Map<string, number>(),
    fallbacks: new Map<string, Fallback>(),
    softKinds: new Map<string, SoftKind>(),
    server: {
      connectionLimit: 0,
      lost: 0,
      timedOut: 0,
      rejected: 0,
      authFailed: 0,
      tlsAcceptFailed: 0,
      postscreenHangup: 0,
      postscreenPregreet: 0,
    },
    queue: { queued: 0, removed: 0, expired: 0 },
    forgotten: new Map<string, number>(),
    sentSizes: createSizes(),
    sentByFamily: { 4: 0, 6: 0 },
    tried: createSeries(),
    failed: createSeries(),
    failures: createSeries(),
  }
}

/** One message has few of them. */
const UNDECIDED_LIMIT = 256

/**
 * Counts what the readers find; for one destination only what lines tell of it: sessions that TLS ended, the queue and the receiving side
 * name none. `onAttempt` gets each attempt with its meaning.
 */
export function createTally(
  reasons: ReasonReader,
  filter: LogsFilter,
  limits: TallyLimits,
  onAttempt?: (line: AttemptLine) => void,
): { readonly sink: LogSink; readonly counters: Counters } {
  const counters = createCounters(limits)
  const tried = counters.tried.counter(ATTEMPTS_KEY)
  const failures = counters.failed.counter(FAILURES_KEY)
  const since = filter.sinceMs ?? Number.NEGATIVE_INFINITY
  const until = filter.untilMs ?? Number.POSITIVE_INFINITY
  const wanted = filter.destination?.toLowerCase()
  // A line without a time is in no period that was asked for.
  const timeless = filter.sinceMs === undefined && filter.untilMs === undefined
  const within = (atMs: number): boolean => (Number.isNaN(atMs) ? timeless : atMs >= since && atMs < until)

  /** Failures on the way that wait for the outcome, which names the destination. */
  const undecided: EarlierFailure[] = []

  function attempt(attempt: Attempt): void {
    if (wanted !== undefined) {
      const ours = isUnder(attempt.domain, wanted)
      for (const failure of undecided.splice(0)) if (ours && failure.queueId === attempt.queueId) countEarlier(failure)
      if (!ours) return
    }
    if (!within(attempt.atMs)) return
    // A repeat of an old reason: what it means was counted when it was new.
    if (attempt.suspended) {
      counters.suspended++
      counters.destinations.row(attempt.domain).suspended++
      return
    }
    const reason =
      attempt.status === 'sent' ? undefined : reasons.read(attempt.reason, attempt.evidence, attempt.software)
    countOutcome(counters.attempts, attempt.status)
    if (reason === undefined) sent(attempt)
    else failed(attempt, reason)
    onAttempt?.(attemptLine(attempt, reason))
  }

  function sent(attempt: Attempt): void {
    const destination = counters.destinations.row(attempt.domain)
    destination.sent++
    if (attempt.sizeBytes < destination.smallestSent) destination.smallestSent = attempt.sizeBytes
    if (attempt.mx !== '') counters.mxs.row(attempt.mx).sent++
    if (attempt.source !== '') counters.sources.row(attempt.source).sent++
    if (attempt.address !== '') {
      const family = familyOf(attempt.address)
      counters.sentByFamily[family]++
      if (family === 4) destination.sentOver4++
    }
    addSize(counters.sentSizes, attempt.sizeBytes)
    counters.tried.add(tried, attempt.atMs)
  }

  function failed(attempt: Attempt, reason: Reason): void {
    const { status, atMs } = attempt
    let same = counters.byReason.get(reason)
    if (same === undefined) counters.byReason.set(reason, (same = { count: 0, kind: kindOf(reason, attempt) }))
    same.count++
    const { kind } = same
    addFailure(counters.destinations.row(attempt.domain), status, reason.key, atMs)
    if (attempt.mx !== '') addFailure(counters.mxs.row(attempt.mx), status, reason.key, atMs)
    if (attempt.source !== '') addFailure(counters.sources.row(attempt.source), status, reason.key, atMs)
    addToKind(kind, attempt, counters.failures)
    counters.tried.add(tried, atMs)
    counters.failed.add(failures, atMs)
  }

  function kindOf(reason: Reason, attempt: Attempt): FailureKind {
    let kind = counters.kinds.get(reason.key)
    if (kind === undefined)
      counters.kinds.set(reason.key, (kind = createFailureKind(reason, attempt, counters.failures)))
    return kind
  }

  function earlier(failure: EarlierFailure): void {
    if (wanted === undefined) return countEarlier(failure)
    if (failure.domain !== undefined) {
      if (isUnder(failure.domain, wanted)) countEarlier(failure)
      return
    }
    if (undecided.length < UNDECIDED_LIMIT) undecided.push(failure)
  }

  function countEarlier(failure: EarlierFailure): void {
    if (!within(failure.atMs)) return
    const reason = reasons.read(failure.reason, failure.evidence, failure.software)
    if (failure.healed === 'in-clear') countFallback(reason.symptom, failure)
    else {
      countSoft(reason, failure.address)
      const mx = failure.mx === '' ? failure.address : failure.mx
      if (mx !== '') counters.mxs.row(mx).softFailures++
    }
  }

  function countFallback(symptom: string, { mx, address }: EarlierFailure): void {
    let fallback = counters.fallbacks.get(symptom)
    if (fallback === undefined) counters.fallbacks.set(symptom, (fallback = { count: 0, hosts: new Set() }))
    fallback.count++
    const host = mx === '' ? address : mx
    if (host !== '' && fallback.hosts.size < FALLBACK_HOSTS) fallback.hosts.add(host)
  }

  function countSoft(reason: Reason, address: string): void {
    let kind = counters.softKinds.get(reason.key)
    if (kind === undefined) counters.softKinds.set(reason.key, (kind = { reason, count: 0, byFamily: { 4: 0, 6: 0 } }))
    kind.count++
    if (address !== '') kind.byFamily[familyOf(address)]++
  }

  const sink: LogSink = {
    attempt,
    earlier,
    tlsEstablished(version, atMs) {
      if (wanted !== undefined || !within(atMs)) return
      if (counters.tlsVersions.size < 64 || counters.tlsVersions.has(version))
        increment(counters.tlsVersions, ownString(version))
    },
    tlsFailed(text, atMs) {
      if (wanted === undefined && within(atMs)) increment(counters.tlsFailures, reasons.read(text, '').symptom)
    },
    server(event: ServerEvent, atMs) {
      if (wanted === undefined && within(atMs)) counters.server[event]++
    },
    queue(event, atMs) {
      if (wanted !== undefined || !within(atMs)) return
      if (event === 'refused') counters.queue.queued--
      else counters.queue[event]++
    },
    forgotten(what, count) {
      increment(counters.forgotten, what, count)
    },
  }
  return { sink, counters }
}

function isUnder(domain: string, wanted: string): boolean {
  return domain === wanted || (domain.endsWith(wanted) && domain.charCodeAt(domain.length - wanted.length - 1) === 46)
}

function attemptLine(attempt: Attempt, reason: Reason | undefined): AttemptLine {
  const text = (octets: string): string | null => (octets === '' ? null : textOfLatin1(octets))
  const status: AttemptStatus = attempt.status
  return {
    queueId: text(attempt.queueId),
    recipient: text(attempt.recipient),
    domain: text(attempt.domain),
    mx: text(attempt.mx) ?? text(attempt.address),
    status,
    symptom: reason?.symptom ?? 'accepted',
    stage: reason?.stage ?? null,
    dsn: text(attempt.dsn),
    at: isoOrNull(attempt.atMs),
  }
}
