import type { Evidence } from '../domain/evidence.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { isSameAsFarAs } from '../domain/plan/plan.ts'
import { isBefore } from '../domain/stage.ts'

/**
 * The first session with this endpoint died, and was run again, nothing changed, and passed the place: comparing it with another
 * session shows nothing.
 */
export function comesAndGoes({ observations }: Evidence, endpoint: string): boolean {
  const sessions = observations.flatMap((o) =>
    o.kind === 'smtp.session' && endpointText(o.fact.endpoint) === endpoint ? [o.fact] : [],
  )
  const first = sessions.find(({ role, death }) => role === 'baseline' && death !== undefined)
  return first !== undefined && sessions.some((one) => one.role === 'experiment' && passesWhere(one, first))
}

function passesWhere({ plan, death, lived }: SmtpSession, failed: SmtpSession): boolean {
  if (failed.death === undefined || !isSameAsFarAs(failed.death.stage, failed.plan, plan)) return false
  const { stage } = failed.death
  return death === undefined ? lived && !isBefore(plan.upTo, stage) : isBefore(stage, death.stage)
}
