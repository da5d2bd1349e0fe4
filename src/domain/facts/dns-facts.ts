import type { Endpoint } from '../endpoint.ts'
import type { DnsType } from '../plan/dns-plan.ts'
import type { Software } from '../software.ts'

/** Why a question has no answer: we did not wait for it. That says nothing of the server. */
export const INTERRUPTED = 'interrupted'

/** What one DNS question brought (RFC 1035, 4035, 8914). */
export interface DnsAnswer {
  readonly name: string
  readonly type: DnsType
  /** `answer`: NOERROR with records; `nodata`: NOERROR without; `timeout`: no server answered; `malformed`: an answer that lies about itself. */
  readonly status: 'answer' | 'nodata' | 'nxdomain' | 'servfail' | 'refused' | 'timeout' | 'malformed' | 'error'
  readonly rcode?: string
  readonly records: readonly DnsRecord[]
  /** The resolver says that it validated the answer (AD bit). */
  readonly authenticated: boolean
  /** Authoritative answer (AA bit). */
  readonly authoritative: boolean
  /** Extended DNS errors: info-code and text. */
  readonly extendedErrors: readonly { readonly code: number; readonly text: string }[]
  /** The server that answered, or the last one asked. */
  readonly server: string
  /** Every server asked, in order, with how it went. */
  readonly tried: readonly {
    readonly server: string
    readonly status: DnsAnswer['status']
    readonly afterMs: number
    readonly transport?: 'udp' | 'tcp'
    /** What went wrong below DNS: an errno, how the answer was malformed, or that we were interrupted (`INTERRUPTED`). */
    readonly why?: string
  }[]
  /** A denial without the SOA of a zone (RFC 2308 §3): it may be a filter's, or the resolver's own, word. */
  readonly lacksSoa?: boolean
  /** Authority section (NS of a referral) and its glue; only for questions without recursion. */
  readonly authority?: readonly DnsRecord[]
  readonly glue?: readonly DnsRecord[]
  /** The server was asked without recursion: it answers for itself, not for a resolver. */
  readonly recursionDesired?: boolean
  readonly checkingDisabled?: boolean
  readonly afterMs: number
}

export type DnsRecord =
  | { readonly type: 'A' | 'AAAA'; readonly name: string; readonly address: string; readonly ttlSeconds: number }
  | {
      readonly type: 'MX'
      readonly name: string
      readonly preference: number
      readonly exchange: string
      readonly ttlSeconds: number
    }
  | {
      readonly type: 'CNAME' | 'PTR' | 'NS'
      readonly name: string
      readonly target: string
      readonly ttlSeconds: number
    }
  | { readonly type: 'TXT'; readonly name: string; readonly text: string; readonly ttlSeconds: number }
  | {
      readonly type: 'TLSA'
      readonly name: string
      readonly usage: number
      readonly selector: number
      readonly matching: number
      /** Certificate association data, lower-case hex. */
      readonly data: string
      readonly ttlSeconds: number
    }
  | { readonly type: 'other'; readonly name: string; readonly ttlSeconds: number }

/** Where mail for the target goes (RFC 5321 §5.1). */
export interface MailRoute {
  readonly domain: string
  /** `given`: an address or host named on the command line; `implicit`: no MX, the domain's own address. */
  readonly kind: 'mx' | 'implicit' | 'null-mx' | 'given' | 'none'
  readonly hosts: readonly {
    readonly name: string
    readonly preference: number
    readonly addresses: readonly string[]
    /** Why there is no address: the status of the A and AAAA answers. */
    readonly unresolved?: string
    /** The MX name is an alias (forbidden by RFC 5321 §5.1, works mostly). */
    readonly cname?: string
  }[]
}

/** The mail server of this host hands the target's mail to a relay, and never meets the target's MX. */
export interface HandOver {
  readonly mailFor: string
  /** The relay, with its port where that is not the port of mail. */
  readonly relay: string
  readonly software: Software
  /** What says so, in the server's own words. */
  readonly setting: string
  /** Which of the two was examined. */
  readonly examined: 'relay' | 'mx'
  /** The server logs in there, and we do not: our sessions end before they would have to. */
  readonly withoutLogin?: boolean
}

/** In which way the mail server of this host would treat the target's mail otherwise than our sessions do. */
export type SendingWay = {
  readonly mailFor: string
  readonly software: Software
} & (
  | {
      /** It sends no such mail by SMTP: it delivers by other ways, returns or drops it. `setting`: what says so, in its own words. */
      readonly kind: 'not-sent'
      readonly setting: string
    }
  | {
      /** It keeps such mail until an order to flush its queue, and sends it then. */
      readonly kind: 'held'
      readonly setting: string
    }
  | {
      /** Where it hands the mail hangs on the envelope sender, which nobody named: what was examined is the way where no entry fits. */
      readonly kind: 'by-sender'
      readonly setting: string
    }
  | {
      /** It leads sessions of another kind; `options` of `hangup diagnose` lead such a one. */
      readonly kind: 'other-session'
      readonly options: readonly string[]
    }
)

/** Who we are towards the peer: the source address and what its names say (RFC 5321 §4.1.4, FCrDNS). */
export interface EgressIdentity {
  /** Source address of the connection as the kernel shows it. */
  readonly address: string
  /** The address is private: a NAT stands between us and the peer, so the peer sees another one. */
  readonly behindNat: boolean
  /** The address the peer told us it sees (in its EHLO answer or a refusal), when it did. */
  readonly seenByPeer?: string
  /** undefined: not asked or no answer. */
  readonly ptrNames?: readonly string[]
  readonly ptrStatus: DnsAnswer['status'] | 'not-asked'
  /** A PTR name resolves back to the address. */
  readonly forwardConfirmed?: boolean
  readonly ehloName: string
  readonly ehloResolves?: boolean
  /** The EHLO name is one of the forward-confirmed PTR names. */
  readonly ehloMatchesPtr?: boolean
  /** The PTR name looks like a pool of dynamic addresses. */
  readonly generic?: boolean
  /** The PTR name that looks generic, or the first. */
  readonly ptrName?: string
}

/** What DANE (RFC 7672) and MTA-STS (RFC 8461) demand, and whether the certificate we saw meets it. */
export interface TlsPolicyFact {
  readonly kind: 'dane' | 'mta-sts'
  readonly endpoint: Endpoint
  /** `absent`: no policy. `broken`: there is one, yet it cannot be used. */
  readonly status: 'absent' | 'satisfied' | 'violated' | 'broken' | 'unverifiable'
  readonly mode?: 'enforce' | 'testing' | 'none'
  readonly why: string
}

/** A policy that a sending domain of ours publishes: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). Presence and syntax only. */
export interface SenderPolicyFact {
  readonly domain: string
  readonly kind: 'spf' | 'dmarc' | 'dkim'
  readonly status: 'present' | 'absent' | 'invalid' | 'unknown'
  readonly text?: string
  readonly why?: string
}

/** A DNSBL's answer for our own address. 127.255.255.0/24 is an error code, not a listing. */
export interface DnsblFact {
  readonly zone: string
  readonly address: string
  readonly status: 'listed' | 'clean' | 'refused' | 'unknown'
  readonly codes: readonly string[]
  readonly text?: string
}
