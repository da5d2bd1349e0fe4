import { isDrop, type Outcome } from '../../domain/outcome.ts'
import { replyText } from '../../domain/reply.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'

/** Where and how a session, or the way to a hello, ended. */
interface End {
  readonly stage: Stage
  readonly outcome: Outcome
}

/** The first session was refused in place of a greeting, or got no further. */
function isFromTheStart(before: End | undefined): boolean {
  return before?.stage === 'banner' || before?.stage === 'connect'
}

/**
 * The receiver has had enough of us: a 421, or a 4.7.x answer, that its first session did not give.
 * `opensAlike`: the session opened as the first one did, from the same address, so that any refusal in place of the greeting is news.
 * From here on, answers say more about our probing than about the fault.
 */
export function throttledBy(end: End | undefined, before: End | undefined, opensAlike = false): string | undefined {
  if (end?.outcome.kind !== 'reply') return undefined
  const { reply } = end.outcome
  // A server that tired of waiting for a slow message says 421, too: that is about the line, not about us. X.4.2 is a bad connection,
  // X.4.5 the congestion that throttling is (RFC 3463 §3.5).
  if (reply.enhanced === '4.4.2' || /\b(timed? ?-?out|idle)\b/i.test(replyText(reply))) return undefined
  const throttling =
    reply.code === 421 ||
    (end.stage === 'banner' && (reply.code === 454 || (opensAlike && !isFromTheStart(before)))) ||
    (reply.code < 500 && reply.enhanced?.startsWith('4.7.') === true)
  if (!throttling) return undefined
  if (before?.stage === end.stage && isOldNews(before.outcome, reply.code)) return undefined
  return replyText(reply)
}

/** The first session was told the same, or is still waiting to be. */
function isOldNews(before: Outcome, code: number): boolean {
  return before.kind === 'silent' || (before.kind === 'reply' && before.reply.code === code)
}

/** So many sessions in a row that get no greeting, where the first one got its own, are no chance. */
const SHUT_OUT_AFTER = 3
/** A refusal is an answer: packets that are lost make none. */
const TURNED_AWAY_AFTER = 2

/**
 * Counts sessions that open as the first one did and find nobody, where the first one was greeted: from some point on the receiver
 * (or a firewall before it) does not let us in, and what further trials show is just that.
 */
export function createDoorWatch(): (end: End | undefined, before: End | undefined) => string | undefined {
  let inARow = 0
  let refusals = 0
  return (end, before) => {
    if (isFromTheStart(before)) return undefined
    const isShut = end?.stage === 'connect' || (end?.stage === 'banner' && isDrop(end.outcome))
    inARow = isShut ? inARow + 1 : 0
    refusals = end?.stage === 'connect' && end.outcome.kind === 'errno' ? refusals + 1 : 0
    return inARow >= SHUT_OUT_AFTER || refusals >= TURNED_AWAY_AFTER
      ? 'new connections find nobody any more'
      : undefined
  }
}

/** The same source, and no word before the banner. */
export function opensAlike(plan: SessionPlan, first: SessionPlan | undefined): boolean {
  return (
    first !== undefined && plan.bind === first.bind && plan.speaksEarly === first.speaksEarly && plan.tls !== 'wrapped'
  )
}
