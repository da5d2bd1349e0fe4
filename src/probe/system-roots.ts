import type { X509Certificate } from 'node:crypto'
import { nodeStore, systemStore, type RootStore } from './root-store.ts'

/** OpenSSL's words for a chain that ends at nobody it trusts. Node looks into its own list of roots, not into the system's. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])

const CHAIN_LIMIT = 20

let system: RootStore | undefined
let own: RootStore | undefined

/**
 * Whether Node or the system trusts an authority of the organisation (O) that the issuer names; undefined when the issuer names none,
 * or when the error is about something else.
 */
export function trustsOrganisation(leaf: X509Certificate, error: string): boolean | undefined {
  const wanted = UNTRUSTED.has(error) ? organisationOf(leaf.issuer) : undefined
  if (wanted === undefined) return undefined
  own ??= nodeStore()
  system ??= systemStore()
  return knowsOrganisation(own, wanted) || knowsOrganisation(system, wanted)
}

/** Whether a root of the store is of this organisation. */
export function knowsOrganisation(store: RootStore, organisation: string): boolean {
  const wanted = organisation.toLowerCase()
  return store.naming(wanted).some((root) => organisationOf(root.subject) === wanted)
}

function organisationOf(name: string | undefined): string | undefined {
  return /^O=(.+)$/m
    .exec(name ?? '')?.[1]
    ?.trim()
    .toLowerCase()
}

/**
 * A second opinion on a chain that Node's own roots do not trust: undefined when a root of the system signs it and every link and
 * date holds at `now`; else the error that stands, or the one that trust alone would have hidden.
 */
export function systemVerdict(leaf: X509Certificate, error: string, now: number): string | undefined {
  if (!UNTRUSTED.has(error)) return error
  system ??= systemStore()
  return verdictWith(system, leaf, error, now)
}

/** As `systemVerdict`, with the roots given. */
export function verdictWith(store: RootStore, leaf: X509Certificate, error: string, now: number): string | undefined {
  let top = leaf
  for (let depth = 0; depth < CHAIN_LIMIT; depth += 1) {
    const { subject, issuer, fingerprint256 } = top
    const dates = dateError(top, now)
    const trusted = store.issuersOf(top)
    if (trusted.some((root) => root.fingerprint256 === fingerprint256)) return dates
    const root = trusted.find((one) => one.subject === issuer && signed(top, one))
    if (root !== undefined) return dates ?? dateError(root, now)
    const next = top.issuerCertificate
    if (next === undefined || subject === issuer || !next.ca || !signed(top, next)) return error
    if (dates !== undefined) return dates
    top = next
  }
  return error
}

function signed(certificate: X509Certificate, by: X509Certificate): boolean {
  try {
    return certificate.checkIssued(by) && certificate.verify(by.publicKey)
  } catch {
    return false
  }
}

function dateError(certificate: X509Certificate, now: number): string | undefined {
  if (Date.parse(certificate.validTo) < now) return 'CERT_HAS_EXPIRED'
  return Date.parse(certificate.validFrom) > now ? 'CERT_NOT_YET_VALID' : undefined
}
