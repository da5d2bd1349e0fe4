import { endpointText } from '../domain/endpoint.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import { passedWhereDied } from '../domain/passed.ts'

/**
 * The first session with this endpoint died, and was run again, nothing changed, and passed the place: comparing it with another
 * session shows nothing.
 */
export function comesAndGoes(evidence: Evidence, endpoint: string): boolean {
  const sessions = observationsOf(evidence, 'smtp.session')
    .map(({ fact }) => fact)
    .filter((session) => endpointText(session.endpoint) === endpoint)
  const first = sessions.find(({ role, death }) => role === 'baseline' && death !== undefined)
  return first !== undefined && sessions.some((one) => one.role === 'experiment' && passedWhereDied(one, first))
}
