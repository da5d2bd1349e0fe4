import { endpointText } from './endpoint.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import type { Observation } from './observation.ts'
import type { Stage } from './stage.ts'
import type { Symptom } from './symptom.ts'

/** What a server says that puts off whoever comes for the first time, without saying so (postscreen's tests of the dialogue). */
const VAGUE: ReadonlySet<Symptom> = new Set<Symptom>(['system.remote', 'policy.other'])

const TRANSACTION: readonly Stage[] = ['mail', 'rcpt', 'data', 'dot']

/** In the midst of a transaction, for now (4yz), and without a word of why: the next ordinary visit may be let through. */
export function isVaguelyPutOff(
  { death, endpoint }: SmtpSession,
  symptoms: readonly Observation<'symptom'>[],
): boolean {
  if (death?.outcome.kind !== 'reply' || !TRANSACTION.includes(death.stage)) return false
  const { code } = death.outcome.reply
  const spoken = symptoms.filter(
    ({ fact }) =>
      fact.origin === 'live' &&
      fact.stage === death.stage &&
      fact.endpoint !== undefined &&
      endpointText(fact.endpoint) === endpointText(endpoint),
  )
  return code >= 400 && code < 500 && spoken.length > 0 && spoken.every(({ fact }) => VAGUE.has(fact.symptom))
}
