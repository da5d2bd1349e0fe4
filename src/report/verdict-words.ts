import type { DiagnosisVerdict } from '../domain/diagnosis.ts'
import type { Locus } from '../domain/locus.ts'

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

/** What is only possible is not stated as a fact. */
export function headline({ cause, standing, title }: DiagnosisVerdict): string {
  return cause !== null && standing === 'possible' ? `Possibly: ${title}` : title
}
