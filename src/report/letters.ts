import { printable } from '../base/printable.ts'
import type { Diagnosis, WrittenRemedy } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { RemedyStep } from '../domain/lever.ts'
import { outcomeText } from './outcome-text.ts'
import { reportedWords } from './session-notes.ts'
import { onlyReported, theFinding, theSession } from './shown.ts'

/** Below fixes that are letters: what stands in them as “shown below” is this report. */
export const ENCLOSURE = 'This report as a file, to go with the letter: --report report.md.'

/**
 * The fixes as a report shows them. Letters to others speak of the fault alone; each gets what its reader needs to find the session in a log of
 * his own: when, from where, as whom, and how it ended.
 */
export function theRemedies(diagnosis: Diagnosis): readonly WrittenRemedy[] {
  const remedies = theFinding(diagnosis)?.remedies ?? []
  const facts = sessionFacts(diagnosis)
  if (facts === undefined) return remedies
  const signed = (step: RemedyStep): RemedyStep =>
    step.kind === 'ask' ? { ...step, text: `${step.text} ${facts}` } : step
  return remedies.map((remedy) =>
    remedy.steps === undefined ? remedy : { ...remedy, steps: remedy.steps.map(signed) },
  )
}

export function hasLetter(remedies: readonly WrittenRemedy[]): boolean {
  return remedies.some(({ steps = [] }) => steps.some(({ kind }) => kind === 'ask'))
}

function sessionFacts(diagnosis: Diagnosis): string | undefined {
  const session = theSession(diagnosis)
  if (session === undefined) return undefined
  const words = onlyReported(diagnosis) === undefined ? '' : reportedWords(diagnosis)
  return `${words === '' ? '' : `Our server logged: ‘${words}’. `}${sessionText(session)}`
}

function sessionText({ endpoint, plan, startedAt, localAddress, death }: SmtpSession): string {
  const when = `${new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const from = localAddress === undefined ? '' : `from ${printable(localAddress)} `
  const end = death === undefined ? 'it passed.' : `it ended at ${death.stage}: ${outcomeText(death.outcome, 600)}.`
  return `Our session of ${when} ${from}(EHLO ${printable(plan.ehloName)}) with ${printable(endpointText(endpoint))}: ${end}`
}
