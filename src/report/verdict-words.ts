import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { Locus } from '../domain/locus.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { isBefore } from '../domain/stage.ts'
import { isStageKnown } from './place-text.ts'
import { onlyReported } from './shown.ts'

/** How sure a finding is, in words. */
export const STANDING = {
  proven: 'proven',
  supported: 'well supported',
  possible: 'possible',
  refuted: 'ruled out',
} as const

/** What a persistence means for the message in the queue. */
export const RETRY = {
  'passes-by-itself': 'Retrying helps.',
  'until-fixed': 'Retrying does not help until it is fixed.',
  unknown: 'Whether retrying helps is unknown.',
} as const

/** Where the fault lies: the parties have faults, the DNS holds one. */
export function faultText(locus: Locus): string {
  return locus === 'dns' ? 'fault in the DNS' : `fault with the ${locus}`
}

/** What is only possible is not stated as a fact, and what a report tells of the past is not said of the present. */
export function headline(diagnosis: Diagnosis, verdict: DiagnosisVerdict): string {
  const { cause, standing, stage, title } = verdict
  const isGuess = cause !== null && standing === 'possible'
  const ours = onlyReported(diagnosis)
  if (ours === undefined) return isGuess ? `Possibly: ${title}` : title
  const now = isBeyond(ours, diagnosis.evidence, verdict)
    ? `Our own session lives, and does not go as far as ${stage}.`
    : 'Our own session passes now.'
  return `${now} ${isGuess ? 'The report may mean' : 'Reported'}: ${title}`
}

/** Above the remedies: against what is not there now, nothing needs to be done. */
export function fixTitle(diagnosis: Diagnosis): string {
  const { verdict } = diagnosis
  const ours = onlyReported(diagnosis)
  return verdict?.standing === 'possible' && ours !== undefined && !isBeyond(ours, diagnosis.evidence, verdict)
    ? 'Fix, should it come back'
    : 'Fix'
}

/** The report is of a stage to which our own session was not to go. */
function isBeyond({ plan }: SmtpSession, evidence: Evidence, verdict: DiagnosisVerdict): boolean {
  return isStageKnown(evidence, verdict) && isBefore(plan.upTo, verdict.stage)
}
