import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import { isOfTheQueue } from '../../domain/symptom.ts'

const SPEAKER = { us: 'of the sending side', peer: 'of the receiver', unknown: 'of nobody known' } as const

/** What a run takes from the words that the user gave of the failure, in one sentence; they are never passed over in silence. */
export function toldSymptom(facts: readonly SymptomFact[]): string {
  const [fact] = facts.filter(({ symptom }) => !isOfTheQueue(symptom))
  if (fact !== undefined)
    return `read as ${fact.symptom}${fact.stage === undefined ? ', stage not told' : ` at ${fact.stage}`}, in the words ${SPEAKER[fact.speaker]}`
  const rest = 'the diagnosis rests on what our own sessions meet'
  return facts.length === 0
    ? `no failure of a mail session was read in it; ${rest}`
    : `it tells that the sender gave up or waits, and not why; ${rest}, and the log line of its last real attempt would tell more`
}
