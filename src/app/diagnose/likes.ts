import { CLASSIC_GROUPS } from '../../causes/shared/variants.ts'
import type { TlsMode, TlsPlan } from '../../domain/plan/session-plan.ts'
import type { Software } from '../../domain/software.ts'

/** How a sender usually behaves; members left out are our own habits. */
export interface Habits {
  readonly ehloName?: string
  /** Source addresses, one for each family. */
  readonly bindIpv4?: string
  readonly bindIpv6?: string
  readonly tls?: TlsMode
  readonly tlsPlan?: TlsPlan
  readonly pipelining?: boolean
  readonly chunking?: boolean
  readonly family?: 4 | 6
}

/**
 * Habits by software, from the reference notes and the programs' defaults: who pipelines, who uses BDAT, whose TLS stops at 1.2.
 * Exchange speaks no TLS 1.3 for SMTP; OpenSMTPD and the libraries wait for every reply.
 */
export const LIKE: { readonly [S in Software]?: Habits } = {
  postfix: { pipelining: true, chunking: false, tlsPlan: { groups: CLASSIC_GROUPS } },
  exim: { pipelining: true, chunking: true, tlsPlan: { groups: CLASSIC_GROUPS } },
  sendmail: { pipelining: true, chunking: false, tlsPlan: { groups: CLASSIC_GROUPS } },
  opensmtpd: { pipelining: false, chunking: false, tlsPlan: { groups: CLASSIC_GROUPS } },
  exchange: { pipelining: true, chunking: true, tlsPlan: { maxVersion: 'TLSv1.2', groups: 'P-256:P-384' } },
  'microsoft-365': { pipelining: true, chunking: true, tlsPlan: { groups: 'P-384:P-256' } },
  nodemailer: { pipelining: false, chunking: false },
  haraka: { pipelining: true, chunking: false },
  qmail: { pipelining: false, chunking: false, tls: 'none' },
}
