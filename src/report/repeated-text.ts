import type { Diagnosis } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import { isOurs } from '../domain/loss-signs.ts'
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
    ? `${tried.length === 2 ? 'Both' : `All ${tried.length}`} sessions that we made with it ended at ${stage}.`
    : undefined
}
