import type { ServerEvent } from '../../src/mta/log-event.ts'

/** What a generated log holds, counted while it was written. Same names as in `hangup.logs/1`. */
export interface Truth {
  lines: number
  unknown: number
  attempts: { sent: number; deferred: number; bounced: number; expired: number }
  suspended: number
  bySymptom: Record<string, number>
  byStage: Record<string, number>
  tls: {
    byVersion: Record<string, number>
    failures: Record<string, number>
    plaintextFallbacks: Record<string, number>
  }
  softFailures: Record<string, number>
  server: Record<ServerEvent, number>
  queue: { queued: number; removed: number; expired: number }
  byDestination: Record<string, { sent: number; deferred: number; bounced: number; expired: number }>
}

export function noTruth(): Truth {
  return {
    lines: 0,
    unknown: 0,
    attempts: { sent: 0, deferred: 0, bounced: 0, expired: 0 },
    suspended: 0,
    bySymptom: {},
    byStage: {},
    tls: { byVersion: {}, failures: {}, plaintextFallbacks: {} },
    softFailures: {},
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
    byDestination: {},
  }
}

export function bump(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

/** One attempt, in all the places where it counts. */
export function countAttempt(
  truth: Truth,
  domain: string,
  status: 'sent' | 'deferred' | 'bounced' | 'expired',
  symptom?: string,
  stage?: string,
): void {
  truth.attempts[status]++
  const row = (truth.byDestination[domain] ??= { sent: 0, deferred: 0, bounced: 0, expired: 0 })
  row[status]++
  if (symptom === undefined) return
  bump(truth.bySymptom, symptom)
  bump(truth.byStage, stage ?? 'unknown')
}
