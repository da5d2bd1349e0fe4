import type { SmtpSession } from './facts/smtp-facts.ts'
import type { Observation } from './observation.ts'

/** Slower than this, a message of a few megabytes meets the ten-minute limit of a receiver. */
export const SLOW_BYTES_PER_SECOND = 20_000

/** Slow start is over by then, over a satellite, too; what the buffers of our kernel took makes the line look faster and never slower. */
const LONG_MS = 5_000

/**
 * The octets of a message that moved all the time, slowly, and had not all left, or had just left, when our own time was up. The step: how many were
 * handed over, and in how long. What stood still for long enough is a death of the session and none of these.
 */
export function slowMessage(
  session: SmtpSession,
  steps: readonly Observation<'smtp.step'>[],
): (Observation<'smtp.step'> & { readonly bytesPerSecond: number }) | undefined {
  if (session.stopped === undefined || session.death !== undefined) return undefined
  const step = steps.find(({ fact }) => fact.session === session.session && fact.stage === 'body')
  if (step === undefined) return undefined
  const { outcome } = step.fact
  // Our kernel had taken the whole at last, and its answer was no longer awaited.
  const isTaken = outcome.kind === 'done' && session.reached === 'body'
  if (outcome.kind !== 'silent' && !isTaken) return undefined
  const { afterMs = 0 } = outcome
  if (afterMs < LONG_MS) return undefined
  const bytesPerSecond = Math.round((step.fact.sentBytes * 1000) / afterMs)
  return bytesPerSecond > SLOW_BYTES_PER_SECOND ? undefined : { ...step, bytesPerSecond }
}
