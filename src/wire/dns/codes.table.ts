import type { DnsType } from '../../domain/plan/dns-plan.ts'

/** Record types by number (IANA DNS parameters). */
export const TYPE_NUMBERS: Readonly<Record<DnsType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  DS: 43,
  DNSKEY: 48,
  TLSA: 52,
}

export const OPT_TYPE = 41

/** Response codes by number; others are shown as `RCODE<n>`. */
export const RCODES: readonly string[] = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
]

export function rcodeName(code: number): string {
  return code === 16 ? 'BADVERS' : (RCODES[code] ?? `RCODE${code}`)
}
