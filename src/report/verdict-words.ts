import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import { planKey } from '../domain/plan/plan.ts'
import { isReportAlone } from './drawn-session.ts'
import { isBeyondOurs, theProofs } from './shown.ts'

/** How sure a finding is, in words. */
export const STANDING = {
  proven: 'proven',
  supported: 'well supported',
  possible: 'possible',
  refuted: 'ruled out',
} as const

/** What a persistence means for the message in the queue. */
const RETRY = {
  'passes-by-itself': 'Retrying helps.',
  'until-fixed': 'Retrying does not help until it is fixed.',
  unknown: 'Whether retrying helps is unknown.',
} as const

/** Of faults of its kind, and seen of this one by nobody. */
const PRESUMED = 'Retrying may help once it has passed.'

/** Whether the message in the queue gets through by waiting: no surer than the cause that says so. */
export function retryText(verdict: DiagnosisVerdict, evidence: Evidence): string {
  const isPresumed =
    verdict.persistence === 'passes-by-itself' && verdict.standing !== 'proven' && !passedLater(verdict, evidence)
  const says = isPresumed ? PRESUMED : RETRY[verdict.persistence]
  return isGuess(verdict) && verdict.persistence !== 'unknown'
    ? `If that is the cause, ${says.charAt(0).toLowerCase()}${says.slice(1)}`
    : says
}

/** The very session that failed there lived, once it was tried again. */
function passedLater({ endpoint }: DiagnosisVerdict, evidence: Evidence): boolean {
  const there = observationsOf(evidence, 'smtp.session')
    .map(({ fact }) => fact)
    .filter((fact) => endpointText(fact.endpoint) === endpoint)
  const failed = there.filter(({ death }) => death !== undefined)
  return there
    .filter(({ lived }) => lived)
    .some((one) =>
      failed.some(({ plan, startedAt }) => startedAt < one.startedAt && planKey(plan) === planKey(one.plan)),
    )
}

/** Where the fault lies, after a mark: the parties have faults, the DNS holds one. No surer than the cause that says so, and empty where none says it. `isAsAsked`: our session did wrong because the user wanted it so. */
export function faultText(verdict: DiagnosisVerdict, mark: string, isAsAsked = false): string {
  const { locus } = verdict
  if (locus === null) return ''
  return `${mark}${isGuess(verdict) ? 'if so, ' : ''}fault ${locus === 'dns' ? 'in the DNS' : `with the ${locus}`}${orText(verdict)}${isAsAsked ? ', if it does as asked here' : ''}`
}

/** A box before the receiver is on the path, and no fault of whoever runs the server. */
function orText({ locus, locusOr }: DiagnosisVerdict): string {
  if (locusOr === undefined) return ''
  if (locus === 'receiver' && locusOr === 'path') return ' or a box before it'
  return locus === 'path' && locusOr === 'sender' ? ', on our side' : ` or the ${locusOr}`
}

/**
 * What is only possible is not stated as a fact, and what a report tells of the past is not said of the present, unless an experiment of
 * ours has met it.
 */
export function headline(diagnosis: Diagnosis, verdict: DiagnosisVerdict): string {
  const { stage, title } = verdict
  if (theProofs(diagnosis).length > 0 || !isReportAlone(diagnosis))
    return isGuess(verdict) ? `Possibly: ${title}` : title
  const now = isBeyondOurs(diagnosis)
    ? `Our own session passed, and ended before ${stage}.`
    : 'Our own session passes now.'
  return `${now} ${isGuess(verdict) ? 'The report may mean' : 'Reported'}: ${title}`
}

/** Above the remedies: against what is not there now, or may be something else, nothing needs to be done. */
export function fixTitle(diagnosis: Diagnosis): string {
  const { verdict } = diagnosis
  if (verdict === null || !isGuess(verdict)) return 'Fix'
  return !isReportAlone(diagnosis) || isBeyondOurs(diagnosis) ? 'Fix, if that is the cause' : 'Fix, should it come back'
}

/** Above the look-alikes that nothing decides against: beside a cause that is named, or in place of one. */
export function alternativesTitle(verdict: DiagnosisVerdict | null): string {
  return verdict?.cause === null ? 'It may be' : 'It could also be'
}

function isGuess({ cause, standing }: DiagnosisVerdict): boolean {
  return cause !== null && standing === 'possible'
}

/** Above the experiments for the verdict. One that is confirmed may leave other causes open, and is no proof then. */
export function proofTitle(verdict: DiagnosisVerdict | null): string {
  return verdict?.standing === 'proven' ? 'Proof' : 'Experiment'
}
