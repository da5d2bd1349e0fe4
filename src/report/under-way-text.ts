import type { Diagnosis } from '../domain/diagnosis.ts'
import type { SmtpSession, SmtpStep } from '../domain/facts/smtp-facts.ts'
import { isTooSoon } from '../domain/too-soon.ts'
import { theSession } from './shown.ts'

/** An end that was on its way before what we said last can have arrived: it answers what came before, or comes from something nearer. */
export function underWayText(diagnosis: Diagnosis): string | undefined {
  const shown = theSession(diagnosis)
  if (shown === undefined) return undefined
  const { death } = shown
  const connectMs = distanceMs(shown, diagnosis)
  if (death?.outcome.kind !== 'closed' || death.outcome.by === 'tls-alert' || connectMs === undefined) return undefined
  const { afterMs } = death.outcome
  if (death.stage === 'banner' || death.stage === 'body' || death.stage === 'dot') return undefined
  return afterMs === undefined || !isTooSoon(afterMs, connectMs)
    ? undefined
    : `The end came ${Math.round(afterMs)} ms after what we said at ${death.stage}, and the server is ${Math.round(connectMs)} ms away: it comes from something nearer, or was under way before.`
}

/** The shortest round trip of the session, as the ladder shows it: a busy host adds to each, and takes from none. */
function distanceMs({ session, connectMs, death }: SmtpSession, { evidence }: Diagnosis): number | undefined {
  const steps = evidence.observations.flatMap((one) =>
    one.kind === 'smtp.step' && one.fact.session === session && isRoundTrip(one.fact) && one.fact.stage !== death?.stage
      ? (one.fact.outcome.afterMs ?? [])
      : [],
  )
  const all = [...steps, ...(connectMs === undefined ? [] : [connectMs])]
  return all.length === 0 ? undefined : Math.min(...all)
}

/** What came with other answers, or unasked, tells no distance. */
function isRoundTrip({ stage, outstanding }: SmtpStep): boolean {
  return stage === 'connect' || (outstanding.length === 0 && (stage === 'ehlo' || stage === 'starttls'))
}
