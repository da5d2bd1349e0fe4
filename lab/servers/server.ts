import type { Certificate } from '../pki.ts'

/** What every real receiver of the lab is told. */
export interface ServerSpec {
  readonly hostname: string
  /** Listens here; the receiver's first address when left out. */
  readonly address?: string
  readonly moreAddresses?: readonly string[]
  readonly port?: number
  /** Domain it takes mail for; the world's target when left out. */
  readonly domain?: string
  /** No STARTTLS without one. */
  readonly certificate?: Certificate
}
