import { ORDINARY_MESSAGE_BYTES } from '../../domain/plan/message-shape.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'

/** Octets of the message that a plan sends, 0 when it sends none: one of the user's own goes as it stands, whatever size was asked for. */
export function messageBytes({ message }: SessionPlan): number {
  return message === undefined ? 0 : (message.raw?.length ?? message.sizeBytes ?? ORDINARY_MESSAGE_BYTES)
}
