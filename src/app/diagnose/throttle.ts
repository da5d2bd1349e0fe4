import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { replyText } from '../../domain/reply.ts'

/**
 * The receiver has had enough of us: a 421, or a 4.7.x answer, that its first session did not give.
 * From here on, answers say more about our probing than about the fault.
 */
export function throttledBy(session: SmtpSession, baseline: SmtpSession | undefined): string | undefined {
  const outcome = session.death?.outcome
  if (outcome?.kind !== 'reply' || session.death === undefined) return undefined
  const { reply } = outcome
  const throttling =
    reply.code === 421 ||
    (reply.code === 454 && session.death.stage === 'banner') ||
    (reply.code < 500 && reply.enhanced?.startsWith('4.7.') === true)
  if (!throttling) return undefined
  const before = baseline?.death?.outcome
  if (before?.kind === 'reply' && before.reply.code === reply.code && baseline?.death?.stage === session.death.stage)
    return undefined
  return replyText(reply)
}
