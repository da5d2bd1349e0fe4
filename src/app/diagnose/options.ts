import type { Software } from '../../domain/software.ts'
import type { Stage } from '../../domain/stage.ts'
import type { TlsMode, TlsVersion } from '../../domain/plan/session-plan.ts'

/** Everything a user may say about a diagnosis. Members left out keep the habits of the imitated sender. */
export interface DiagnoseOptions {
  readonly target: string
  /** What the MTA logged or bounced, already read. */
  readonly symptoms?: readonly string[]
  readonly ehloName?: string
  readonly from?: string
  readonly rcpt?: readonly string[]
  readonly bind?: string
  readonly family?: 4 | 6
  readonly port?: number
  readonly user?: string
  readonly password?: string
  readonly tls?: TlsMode
  readonly tlsMin?: TlsVersion
  readonly tlsMax?: TlsVersion
  readonly helloSizeBytes?: number
  readonly pipelining?: boolean
  readonly chunking?: boolean
  readonly pauseMs?: Partial<Record<Stage, number>>
  readonly speaksEarly?: boolean
  readonly timeoutMs?: Partial<Record<Stage, number>>
  readonly like?: Software
  /** A message may be sent. */
  readonly send?: boolean
  readonly sizeBytes?: number
  readonly contains?: string
  /** A message as it stands, latin1. */
  readonly message?: string
  /** Other destinations that may be contacted. */
  readonly compare?: readonly string[]
  readonly budgetSeconds?: number
  readonly maxConnections?: number
  /** TLS enumeration. */
  readonly deep?: boolean
  readonly mtaSts?: boolean
  readonly dane?: boolean
  readonly dnsbl?: readonly string[]
  /** DKIM selector to look up. */
  readonly dkimSelector?: string
  readonly localMta?: boolean
  readonly resolvers?: readonly string[]
}

export const DEFAULT_BUDGET_SECONDS = 30
/** Per MX host. */
export const DEFAULT_MAX_CONNECTIONS = 12
