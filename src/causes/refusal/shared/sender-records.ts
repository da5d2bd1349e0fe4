import { assertNever } from '../../../base/assert-never.ts'
import type { SenderPolicyFact } from '../../../domain/facts/dns-facts.ts'
import { lets } from './spf-terms.ts'

/** The address that our mail leaves from, as the world sees it; none where only a private one is known. */
export interface OurAddress {
  readonly family: 4 | 6
  readonly address?: string
}

/** A line of the sending domain's zone that a receiver's checks want. */
export interface RecordToPublish {
  readonly kind: SenderPolicyFact['kind']
  readonly zoneLine: string
}

/** What a record's absence or form says against our mail. No DMARC record is no failing: nothing is refused for want of one alone. */
export function flawOf({ domain, kind, status, why }: SenderPolicyFact): string | undefined {
  if (status === 'invalid') return `the ${nameOf(kind)} record of ${domain} is invalid: ${why ?? 'it cannot be read'}`
  return status === 'absent' && kind !== 'dmarc' ? `there is no ${nameOf(kind)} record of ${domain}` : undefined
}

/** What the lookups found, for the reader who would look there first. */
export function whatStands({ domain, kind, status }: SenderPolicyFact): readonly string[] {
  switch (status) {
    case 'present':
      return [`${domain} has a well-formed ${nameOf(kind)} record`]
    case 'absent':
      return [`${domain} has no ${nameOf(kind)} record`]
    case 'invalid':
      return [`the ${nameOf(kind)} record of ${domain} is invalid`]
    case 'unknown':
      return []
    default:
      return assertNever(status)
  }
}

/** The records that are missing, wrong, or silent about our address; all three where nothing was looked up. */
export function recordsToPublish(
  domain: string,
  policies: readonly SenderPolicyFact[],
  ours: OurAddress,
): readonly RecordToPublish[] {
  const found = (kind: SenderPolicyFact['kind']): SenderPolicyFact | undefined =>
    policies.find((fact) => fact.kind === kind)
  const stands = (kind: SenderPolicyFact['kind']): boolean => found(kind)?.status === 'present'
  const now = stands('spf') ? found('spf')?.text : undefined
  const spf = spfRecord(now, ours)
  return [
    ...(spf === now ? [] : [{ kind: 'spf', zoneLine: `${domain}. IN TXT "${spf}"` } as const]),
    ...(stands('dkim')
      ? []
      : [{ kind: 'dkim', zoneLine: `SELECTOR._domainkey.${domain}. IN TXT "v=DKIM1; k=rsa; p=PUBLIC-KEY"` } as const]),
    ...(stands('dmarc')
      ? []
      : [
          {
            kind: 'dmarc',
            zoneLine: `_dmarc.${domain}. IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`,
          } as const,
        ]),
  ]
}

export function titleOf(records: readonly RecordToPublish[]): string {
  const parts = [
    ...(records.some(({ kind }) => kind === 'spf') ? ['publish SPF for the sending address'] : []),
    'sign with DKIM in the name of the From domain',
    ...(records.some(({ kind }) => kind === 'dmarc') ? ['publish DMARC'] : []),
  ]
  const text = parts.length < 3 ? parts.join(', and ') : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/**
 * The domain's SPF record with our address in it (RFC 7208 §4.5: there is one); an ordinary one where it has none. Softfail at its end: a record
 * that forgets a sender of the domain's must not cost that sender's mail.
 */
function spfRecord(now: string | undefined, { family, address }: OurAddress): string {
  const ours = `ip${family}:${address ?? 'OUR-ADDRESS'}`
  if (now === undefined || !/^v=spf1(?: [^"]{0,400})?$/i.test(now)) return `v=spf1 mx ${ours} ~all`
  return address !== undefined && lets(now, address) ? now : `v=spf1 ${ours}${now.slice('v=spf1'.length)}`
}

function nameOf(kind: SenderPolicyFact['kind']): string {
  return kind.toUpperCase()
}
