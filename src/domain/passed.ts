import type { SmtpSession } from './facts/smtp-facts.ts'
import { isSameAsFarAs } from './plan/plan.ts'
import { isBefore, type Stage } from './stage.ts'

/**
 * The session got an answer at this stage, or lived on past it. The message has no answer of its own: a session that ended without a
 * word after the end of data may have had its octets in the kernel's buffer still, so that it is not known to have passed the body.
 */
export function passed({ death, lived, plan }: SmtpSession, stage: Stage): boolean {
  if (death?.stage === 'dot' && stage === 'body') return death.outcome.kind === 'reply'
  // Where TLS comes first, nobody has greeted before it (RFC 8314).
  if (death?.stage === 'tls' && plan.tls === 'wrapped') return !isBefore('connect', stage)
  if (death !== undefined) return isBefore(stage, death.stage)
  return lived && !isBefore(plan.upTo, stage)
}

/** The very session that failed, nothing changed, passed the place at another time: that death was of the moment. */
export function passedWhereDied(other: SmtpSession, { plan, death, tls }: SmtpSession): boolean {
  if (death === undefined || !isSameAsFarAs(death.stage, plan, other.plan)) return false
  // EHLO is said again inside TLS (RFC 3207 §4.2): who does not come as far has not passed it.
  const isSecondEhlo = death.stage === 'ehlo' && tls !== undefined
  return isSecondEhlo && other.death !== undefined ? passed(other, 'tls') : passed(other, death.stage)
}
