import type { Advice } from '../domain/diagnosis.ts'
import { domainOfMailbox } from '../domain/envelope-address.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Failure } from './failure.ts'
import { reportsOfOthers } from './others-mail.ts'
import { sayingFor } from './sayings.table.ts'

/** Reports that the diagnosis does not explain: nobody who brought one shall wonder what became of it. */
export function reportsBeside(evidence: Evidence, failure: Failure | undefined): readonly Advice[] {
  const others = new Set(reportsOfOthers(evidence).map(({ id }) => id))
  const told = observationsOf(evidence, 'symptom').filter(({ fact }) => fact.origin !== 'live')
  const all = told.flatMap(({ id, fact }): readonly Advice[] => {
    if (others.has(id)) return [ofOthers(fact)]
    if (failure?.shownBy === id) return []
    const text = failure === undefined ? harmless(fact) : elsewhere(fact, failure)
    return text === undefined ? [] : [{ title: 'A report that this does not explain', text }]
  })
  return all.filter(({ text }, index) => all.findIndex((one) => one.text === text) === index)
}

function ofOthers({ recipient = '', host, symptom }: SymptomFact): Advice {
  const at = host === undefined ? '' : ` at ${host}`
  return {
    title: 'A report about another destination',
    text: `A report (${sayingFor(symptom).title}) is about mail to ${recipient}${at}, and not about this target: hangup diagnose ${domainOfMailbox(recipient) ?? ''} examines that.`,
  }
}

/** Nothing failed here. A report that tells of no failure says why it is none. */
function harmless({ symptom, words }: SymptomFact): string {
  switch (symptom) {
    case 'greylist':
      return `The report tells of greylisting, “${words}”: the receiver puts the first attempt off and takes an ordinary retry.`
    case 'accepted':
      return `The report tells of no failure: “${words}” is a yes.`
    default:
      return `In the report, “${words}”, nothing could be read that tells how a session ends; our own session passes.`
  }
}

/** Our own session ended elsewhere than the reported one. */
function elsewhere({ symptom, stage }: SymptomFact, failure: Failure): string | undefined {
  if (failure.seen === 'reported' || failure.stage === null || stage === undefined || stage === failure.stage)
    return undefined
  return `The report is of another end: ${sayingFor(symptom).title} at ${stage}, where our own session ends at ${failure.stage}. It may be a matter of its own.`
}
