import type { Outcome } from '../../domain/outcome.ts'
import { replyText } from '../../domain/reply.ts'
import type { Stage } from '../../domain/stage.ts'

/** Where and how a session, or the way to a hello, ended. */
interface End {
  readonly stage: Stage
  readonly outcome: Outcome
}

/**
 * The receiver has had enough of us: a 421, or a 4.7.x answer, that its first session did not give.
 * From here on, answers say more about our probing than about the fault.
 */
export function throttledBy(end: End | undefined, before: End | undefined): string | undefined {
  if (end?.outcome.kind !== 'reply') return undefined
  const { reply } = end.outcome
  const throttling =
    reply.code === 421 ||
    (reply.code === 454 && end.stage === 'banner') ||
    (reply.code < 500 && reply.enhanced?.startsWith('4.7.') === true)
  if (!throttling) return undefined
  if (before?.outcome.kind === 'reply' && before.outcome.reply.code === reply.code && before.stage === end.stage)
    return undefined
  return replyText(reply)
}
