import { observationsOf, type Evidence } from './evidence.ts'
import type { SymptomFact } from './facts/text-facts.ts'
import type { Library } from './software.ts'

/** By what the program sends that met the failure, where what was reported is such a program's error, and a mail server wrote none of it. */
export function libraryIn(evidence: Evidence): Library | undefined {
  return libraryAmong(observationsOf(evidence, 'symptom').map(({ fact }) => fact))
}

export function libraryAmong(symptoms: readonly SymptomFact[]): Library | undefined {
  const told = symptoms.filter(({ origin }) => origin !== 'live')
  const isOfServer = told.some(({ software }) => software !== undefined && software !== 'nodemailer')
  return isOfServer ? undefined : told.find(({ library }) => library !== undefined)?.library
}
