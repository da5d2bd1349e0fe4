import type { Evidence } from '../domain/evidence.ts'
import type { SmtpSession, SmtpStep } from '../domain/facts/smtp-facts.ts'
import { isSameStage } from '../domain/judge.ts'
import { isSuccess } from '../domain/outcome.ts'

/**
 * One step of the session as a ladder shows it. `fatal`: here it died. `late`: sent along with what failed, and answered all the same, which
 * counts for nothing. `failed`: no success, and the session went on.
 */
export interface Rung {
  readonly step: SmtpStep
  readonly kind: 'success' | 'failed' | 'fatal' | 'late'
}

/** The steps of a session up to its farewell. `death`: where it is to be shown. */
export function rungsOf({ session }: SmtpSession, evidence: Evidence, death: SmtpSession['death']): readonly Rung[] {
  let isOver = false
  return evidence.observations.flatMap((o): readonly Rung[] => {
    if (o.kind !== 'smtp.step' || o.fact.session !== session || o.fact.stage === 'quit') return []
    const succeeds = isSuccess(o.fact.stage, o.fact.outcome)
    const isFatal = death !== undefined && isSameStage(death.stage, o.fact.stage) && !succeeds
    const kind = isFatal ? 'fatal' : isOver ? 'late' : succeeds ? 'success' : 'failed'
    isOver ||= isFatal
    return [{ step: o.fact, kind }]
  })
}
