export type DnsType = 'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT' | 'TLSA' | 'CNAME' | 'NS' | 'SOA' | 'DS' | 'DNSKEY'

/** One question to one server. */
export interface DnsPlan {
  readonly kind: 'dns'
  readonly name: string
  readonly type: DnsType
  /** Server address; the configured resolvers in their order when left out. */
  readonly server?: string
  /** CD bit: ask the resolver not to validate (RFC 4035 §3.2.2). */
  readonly checkingDisabled?: boolean
  readonly recursionDesired?: boolean
  readonly transport?: 'udp' | 'tcp'
  readonly patienceMs?: number
  /** Ask anew, even when the same was asked before in this run: trials of an experiment. */
  readonly fresh?: boolean
}
