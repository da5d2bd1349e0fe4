import { isDrop, type Outcome } from '../../domain/outcome.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { replyText } from '../../domain/reply.ts'
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
 * The receiver has had enough of us, in the words of reports: a 421, or a 4.7.x answer, that its first session did not give.
 * `opensAlike`: the session opened as the first one did, from the same address, so that any refusal in place of the greeting is news, though
 * it need not be about how much we ask. From here on, answers say more about our probing than about the fault.
 */
export function turnedAwayBy(end: End | undefined, before: End | undefined, opensAlike = false): string | undefined {
  if (end?.outcome.kind !== 'reply') return undefined
  const { reply } = end.outcome
  // A server that tired of waiting for a slow message says 421, too: that is about the line, not about us. X.4.2 is a bad connection,
  // X.4.5 the congestion that throttling is (RFC 3463 §3.5).
  if (reply.enhanced === '4.4.2' || /\b(timed? ?-?out|idle)\b/i.test(replyText(reply))) return undefined
  const throttles =
    reply.code === 421 ||
    (end.stage === 'banner' && reply.code === 454) ||
    (reply.code < 500 && reply.enhanced?.startsWith('4.7.') === true)
  const refuses = end.stage === 'banner' && opensAlike && !isFromTheStart(before)
  if (!throttles && !refuses) return undefined
  if (before?.stage === end.stage && isOldNews(before.outcome, reply.code)) return undefined
  return `the receiver ${throttles ? 'throttles us' : 'refuses new connections by now'} (${replyText(reply)})`
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
 * Counts sessions that open as the first one did and find nobody, where the first one was greeted: what further trials show is just that.
 * It may be an outage of the path, a host that went down, or a block of our address: what is told is what was seen, and no more.
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
      ? `new connections ${doorWords(end)}, so no more were made`
      : undefined
  }
}

function doorWords(end: End | undefined): string {
  if (end?.stage !== 'connect') return 'are not greeted any more'
  if (end.outcome.kind !== 'errno') return 'get no answer any more'
  return end.outcome.errno === 'ECONNREFUSED' ? 'are refused by now' : `fail with ${end.outcome.errno} by now`
}

/** The same source, and no word before the banner. */
export function opensAlike(plan: SessionPlan, first: SessionPlan | undefined): boolean {
  return (
    first !== undefined && plan.bind === first.bind && plan.speaksEarly === first.speaksEarly && plan.tls !== 'wrapped'
  )
}
