import type { SessionPlan } from '../../domain/plan/session-plan.ts'

/** Octets of the message that a plan sends, 0 when it sends none: one of the user's own goes as it stands, whatever size was asked for. */
export function messageBytes({ message }: SessionPlan): number {
  return message?.raw?.length ?? message?.sizeBytes ?? 0
}
