import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { outcomeText } from './outcome-text.ts'
import { reportedWords } from './session-notes.ts'
import { onlyReported, theFinding, theSession } from './shown.ts'

/** What is said of where the rest of the evidence is. */
const ATTACH = 'This whole report as a file, to go with it: --report report.md.'

/**
 * Where a fix is a letter to somebody: what its reader needs to find the session in a log of his own (when, from where, as whom, how it
 * ended), for the letters themselves speak of the fault alone. undefined where nobody is written to.
 */
export function letterFacts(diagnosis: Diagnosis): string | undefined {
  const letters = (theFinding(diagnosis)?.remedies ?? []).flatMap(({ steps = [] }) =>
    steps.filter(({ kind }) => kind === 'ask'),
  )
  if (letters.length === 0) return undefined
  const session = theSession(diagnosis)
  if (session === undefined) return ATTACH
  const reported = onlyReported(diagnosis) === undefined ? '' : `${reportedText(diagnosis)} `
  return `To be added to the letter: ${reported}${sessionText(session)} ${ATTACH}`
}

function reportedText(diagnosis: Diagnosis): string {
  const words = reportedWords(diagnosis)
  return words === '' ? 'the time of the failure that was reported.' : `when this was logged: “${words}”.`
}

function sessionText(session: SmtpSession): string {
  const { endpoint, plan, startedAt, localAddress, death } = session
  const when = `${new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const from = localAddress === undefined ? '' : `from ${printable(localAddress)} `
  const end = death === undefined ? 'it passed.' : `it ended at ${death.stage}: ${outcomeText(death.outcome)}.`
  return `Our session of ${when} ${from}(EHLO ${printable(plan.ehloName)}) with ${printable(endpointText(endpoint))}: ${end}`
}
