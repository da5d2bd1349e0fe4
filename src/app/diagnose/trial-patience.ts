import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { STAGES, type Stage } from '../../domain/stage.ts'

/** The same patience for every stage, where the plan does not ask for its own. */
export function withPatience(plan: SessionPlan, patienceMs: number | undefined): SessionPlan {
  if (patienceMs === undefined) return plan
  const everywhere = Object.fromEntries(STAGES.map((stage): [Stage, number] => [stage, patienceMs]))
  return { ...plan, patienceMs: { ...everywhere, ...plan.patienceMs } }
}

/** A server that takes its time to greet does so each time: a trial that had less patience than `first` needed would only show that. */
export function greetingPatienceMs(first: SmtpSession | undefined, patienceMs: number): number {
  return first?.bannerMs === undefined ? patienceMs : Math.max(patienceMs, 2 * first.bannerMs + 1_000)
}
