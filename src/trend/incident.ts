import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { exposureWeights, findBursts } from './bursts.ts'
import type { Series } from './series.ts'

/** Destination of a key that counts them all. */
export const EVERYBODY = '*'

/** What failed, as the key of a series: symptom, stage and destination. */
export interface FailureKey {
  readonly symptom: Symptom
  readonly stage: Stage | null
  readonly destination: string
}

/** A stretch of time in which a failure stood above its ordinary rate. Times in milliseconds since the epoch, to the bucket. */
export interface Burst {
  readonly key: FailureKey
  readonly startMs: number
  readonly endMs: number
  readonly failures: number
  /** Attempts of any outcome to anybody in the same stretch. */
  readonly attempts: number
  /** It lasts to the end of the log: what may stand after it is too short to show that it is over. */
  readonly open: boolean
}

/** Fewer failures are no incident. */
const FEWEST = 5
/** At a burst's own rate a silence of so many expected failures has a chance of one in twenty. */
const OVER = 3
const SEPARATOR = '\t'

export function keyText(key: FailureKey): string {
  return `${key.symptom}${SEPARATOR}${key.stage ?? ''}${SEPARATOR}${key.destination}`
}

function readKey(text: string): FailureKey | undefined {
  const [symptom, stage, destination] = text.split(SEPARATOR)
  if (symptom === undefined || destination === undefined) return undefined
  return { symptom: symptom as Symptom, stage: stage === '' ? null : (stage as Stage), destination }
}

/** All bursts of all failures, the biggest first, at most `limit`. */
export function findIncidents(failures: Series, attempts: Series, attemptsKey: string, limit = 50): readonly Burst[] {
  const found: Burst[] = []
  // The attempts span the log; failures alone would know no calm before and after them.
  const widthMs = Math.max(failures.widthMs(), attempts.widthMs())
  const startMs = Math.floor(attempts.startMs() / widthMs) * widthMs
  const spanMs = attempts.startMs() + attempts.counts(attemptsKey).length * attempts.widthMs() - startMs
  const length = Math.max(0, Math.ceil(spanMs / widthMs)) || 0
  const tried = resample(attempts, attemptsKey, startMs, widthMs, length)
  const weights = exposureWeights(tried)
  for (const text of failures.keys()) {
    const key = readKey(text)
    if (key === undefined || failures.total(text) < FEWEST) continue
    const counts = resample(failures, text, startMs, widthMs, length)
    for (const burst of findBursts(counts, weights)) {
      let attempted = 0
      for (let index = burst.from; index <= burst.to; index++) attempted += tried[index] ?? 0
      found.push({
        key,
        startMs: startMs + burst.from * widthMs,
        endMs: startMs + (burst.to + 1) * widthMs,
        failures: burst.count,
        attempts: Math.max(attempted, burst.count),
        open: burst.to === counts.length - 1 || expectedAfter(burst, weights) < OVER,
      })
    }
  }
  return found.sort((a, b) => b.failures - a.failures || a.startMs - b.startMs).slice(0, limit)
}

/** What the time after the burst would hold at its rate. */
function expectedAfter(
  { from, to, count }: { from: number; to: number; count: number },
  weights: ArrayLike<number>,
): number {
  let inside = 0
  let after = 0
  for (let index = from; index < weights.length; index++) {
    if (index <= to) inside += weights[index] ?? 0
    else after += weights[index] ?? 0
  }
  return (count * after) / inside
}

/** Another series' counts in this one's buckets. Widths are minutes times powers of two, so they nest. */
export function resample(series: Series, key: string, startMs: number, widthMs: number, length: number): Float64Array {
  const counts = new Float64Array(length)
  series.each(key, (bucketMs, count) => {
    const at = Math.floor((bucketMs - startMs) / widthMs)
    if (at >= 0 && at < length) counts[at] = (counts[at] ?? 0) + count
  })
  return counts
}
