import type { CertificateFact } from './smtp-facts.ts'

/** The arm that the hellos of a survey stand under: the survey sums them up. */
export const SURVEY_ARM = 'survey'

/** What TLS a server speaks (`--deep`), numbers as IANA assigns them, in the server's order of preference where it has one. */
export interface TlsSurvey {
  /** Accepted protocol versions, highest first: 0x0304 is TLS 1.3. */
  readonly versions: readonly number[]
  readonly refused: readonly number[]
  /** TLS 1.3 suites, then those of the best version below it; these in the server's order within each 64 that were offered together. */
  readonly suites: readonly number[]
  /** TLS 1.3 named groups. */
  readonly groups: readonly number[]
  /** The certificates, leaf first; undefined: none was seen. */
  readonly chain?: readonly CertificateFact[]
  /** false: the budget ended or the receiver stopped answering; what is missing is inconclusive, not refused. */
  readonly complete: boolean
}
