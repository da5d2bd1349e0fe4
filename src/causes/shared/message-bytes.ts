import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { ORDINARY_MESSAGE_BYTES } from '../../domain/plan/message-shape.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'

/** Octets of the message that a plan sends, 0 when it sends none: one of the user's own goes as it stands, whatever size was asked for. */
export function messageBytes({ message }: SessionPlan): number {
  return message === undefined ? 0 : (message.raw?.length ?? message.sizeBytes ?? ORDINARY_MESSAGE_BYTES)
}

/** The limit that the peer announces by SIZE (RFC 1870); undefined: none, or 0 for "no fixed limit". */
export function announcedLimit(session: SmtpSession): number | undefined {
  const text = session.keywords
    ?.map((keyword) => /^SIZE (\d{1,15})$/i.exec(keyword)?.[1])
    .find((found) => found !== undefined)
  const limit = text === undefined ? 0 : Number(text)
  return limit > 0 ? limit : undefined
}
