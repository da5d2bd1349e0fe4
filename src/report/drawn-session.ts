import type { Diagnosis } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { isBeforeOurs } from './check/command.ts'
import { onlyReported, theSession } from './shown.ts'

/** The session that a report draws as a ladder: one that died, if any of ours did. */
export function drawnSession(diagnosis: Diagnosis): SmtpSession | undefined {
  return metAsReported(diagnosis) ?? theSession(diagnosis)
}

/**
 * Where our first session lived, one that died at the stage that was reported, in an experiment about the cause that is named: the
 * failure was met after all. Of several it is the one that was waited for longest.
 */
export function metAsReported(diagnosis: Diagnosis): SmtpSession | undefined {
  const { verdict, evidence, proofs } = diagnosis
  const first = onlyReported(diagnosis)
  if (verdict === null || first === undefined) return undefined
  const arms = proofs
    .filter(({ cause, judged }) => cause === verdict.cause && judged !== 'refuted')
    .flatMap((fact) => fact.arms.filter(({ died }) => died > 0).map(({ name }) => name))
  const place = endpointText(first.endpoint)
  return evidence.observations
    .flatMap((one) => (one.kind === 'smtp.session' && one.fact.role === 'experiment' ? [one.fact] : []))
    .filter(
      ({ arm, endpoint, death }) =>
        arm !== undefined && arms.includes(arm) && death?.stage === verdict.stage && endpointText(endpoint) === place,
    )
    .toSorted((a, b) => b.seconds - a.seconds)[0]
}

/** The failure is known from a report alone: no session of ours met it. */
export function isReportAlone(diagnosis: Diagnosis): boolean {
  return onlyReported(diagnosis) !== undefined && metAsReported(diagnosis) === undefined
}

/**
 * In what our session may differ from the one that was reported: of no matter once one of ours has died as that one did, where it died on the
 * way through the own server, or where what is known names one cause and no other.
 */
export function differsShown(diagnosis: Diagnosis): Diagnosis['differs'] {
  const { verdict, differs } = diagnosis
  const isOpen = verdict?.cause === null || verdict?.standing === 'possible' || (verdict?.alternatives ?? []).length > 0
  return isOpen && metAsReported(diagnosis) === undefined && !isBeforeOurs(diagnosis) ? differs : []
}
