import type { Diagnosis } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { theProofs, theSession } from './shown.ts'

/** That all of our sessions with the address ended so, where no experiment shows it; undefined of one alone. */
export function repeatedText(diagnosis: Diagnosis): string | undefined {
  const shown = theSession(diagnosis)
  if (shown?.death === undefined || theProofs(diagnosis).length > 0) return undefined
  const { stage } = shown.death
  const all = diagnosis.evidence.observations.flatMap((one) =>
    one.kind === 'smtp.session' && isOurs(one.fact) && endpointText(one.fact.endpoint) === endpointText(shown.endpoint)
      ? [one.fact]
      : [],
  )
  // A trial that was not to go so far says nothing of the stage.
  const tried = all.filter(({ lived, death, plan }) => !lived || death !== undefined || plan.upTo === shown.plan.upTo)
  // Where some did not, something was done otherwise in them, which is told where it matters.
  return tried.length >= 2 && tried.every(({ death }) => death?.stage === stage)
    ? `All ${tried.length} sessions that we made with it ended at ${stage}.`
    : undefined
}

function isOurs({ role }: SmtpSession): boolean {
  return role === 'baseline' || role === 'experiment'
}

/** Below this distance the clock cannot tell. */
const SHORTEST_MS = 8

/** An end that was on its way before what we said last can have arrived: it answers what came before, or comes from something nearer. */
export function underWayText(diagnosis: Diagnosis): string | undefined {
  const shown = theSession(diagnosis)
  if (shown === undefined) return undefined
  const { death } = shown
  const connectMs = distanceMs(shown, diagnosis)
  if (death?.outcome.kind !== 'closed' || death.outcome.by === 'tls-alert' || connectMs === undefined) return undefined
  const { afterMs } = death.outcome
  if (death.stage === 'banner' || death.stage === 'body' || death.stage === 'dot') return undefined
  return afterMs === undefined || connectMs < SHORTEST_MS || afterMs >= connectMs / 2
    ? undefined
    : `The end came ${Math.round(afterMs)} ms after what we said at ${death.stage}, and the server is ${Math.round(connectMs)} ms away: it was under way before that can have been read.`
}

/** The shorter of what was measured, and as the ladder shows it: a busy host adds to each, and takes from none. */
function distanceMs({ session, connectMs }: SmtpSession, { evidence }: Diagnosis): number | undefined {
  const steps = evidence.observations.flatMap((one) =>
    one.kind === 'smtp.step' && one.fact.session === session && one.fact.stage === 'connect'
      ? (one.fact.outcome.afterMs ?? [])
      : [],
  )
  const all = [...steps, ...(connectMs === undefined ? [] : [connectMs])]
  return all.length === 0 ? undefined : Math.min(...all)
}
