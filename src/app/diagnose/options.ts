import type { TlsMode, TlsVersion } from '../../domain/plan/session-plan.ts'
import type { Software } from '../../domain/software.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Case } from './case.ts'

/** Everything a user may say about a diagnosis. Members left out keep the habits of the imitated sender. */
export interface DiagnoseOptions {
  readonly target: string
  /** What the MTA logged or bounced, already read. */
  readonly symptoms?: readonly string[] | undefined
  readonly ehloName?: string | undefined
  readonly from?: string | undefined
  readonly rcpt?: readonly string[] | undefined
  readonly bind?: string | undefined
  readonly family?: 4 | 6 | undefined
  readonly port?: number | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly tls?: TlsMode | undefined
  readonly tlsMin?: TlsVersion | undefined
  readonly tlsMax?: TlsVersion | undefined
  readonly helloSizeBytes?: number | undefined
  readonly pipelining?: boolean | undefined
  readonly chunking?: boolean | undefined
  readonly pauseMs?: Partial<Record<Stage, number>> | undefined
  readonly speaksEarly?: boolean | undefined
  readonly timeoutMs?: Partial<Record<Stage, number>> | undefined
  readonly like?: Software | undefined
  /** A message may be sent. */
  readonly send?: boolean | undefined
  readonly sizeBytes?: number | undefined
  readonly contains?: string | undefined
  /** A message as it stands, latin1. */
  readonly message?: string | undefined
  /** Other destinations that may be contacted. */
  readonly compare?: readonly string[] | undefined
  readonly budgetSeconds?: number | undefined
  readonly maxConnections?: number | undefined
  /** TLS enumeration. */
  readonly deep?: boolean | undefined
  readonly mtaSts?: boolean | undefined
  readonly dane?: boolean | undefined
  readonly localMta?: boolean | undefined
  /** DNS lists that are asked about our own addresses (RFC 5782); none unless named. */
  readonly dnsbls?: readonly string[] | undefined
  /** Selector of the DKIM key that the sending domain signs with. */
  readonly dkimSelector?: string | undefined
  /** What another vantage point saw. */
  readonly fromCase?: Case | undefined
}

export const DEFAULT_BUDGET_SECONDS = 30
/** Per MX host. */
export const DEFAULT_MAX_CONNECTIONS = 12
