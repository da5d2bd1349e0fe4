import type { Endpoint } from '../endpoint.ts'
import type { Software } from '../software.ts'

/** Kernel state of one of our sockets (`ss -tinemo`). */
export interface SocketState {
  readonly session: string
  readonly endpoint: Endpoint
  readonly state: string
  /** `on`: retransmitting; `persist`: the peer's window is zero; `keepalive`; `none`. */
  readonly timer: 'on' | 'persist' | 'keepalive' | 'none'
  readonly retransmits: number
  /** Keep-alive probes in a row that nobody has answered. Absent: the kernel sends none. */
  readonly unansweredProbes?: number
  readonly backoff: number
  readonly unackedSegments: number
  /** Handed down to be sent, repeats among them. */
  readonly sentBytes: number
  /** Of these, repeats. Absent: not known. */
  readonly resentBytes?: number
  readonly ackedBytes: number
  readonly receivedBytes: number
  /** Segments that came before one that belongs in front of them. Absent: not known. */
  readonly earlySegments?: number
  readonly notSentBytes: number
  readonly sendQueueBytes: number
  readonly mss: number
  readonly pathMtu: number
  readonly rttMs: number
  readonly lastReceivedMs: number
  readonly lastAckMs: number
  /** How long the session had been silent when this was read. */
  readonly afterSilenceMs: number
}

/** The kernel's route to the peer. */
export interface RouteFact {
  readonly to: string
  readonly source?: string
  readonly gateway?: string
  /** Nobody on the link answers for the address of the gateway, or for that of the peer where there is none. */
  readonly neighbourFailed?: boolean
  readonly device?: string
  readonly mtu?: number
  /** A cached path MTU: ICMP arrived, so discovery works. */
  readonly cachedPathMtu?: number
  readonly advmss?: number
  /** Hops that our packets may take (TTL, IPv6 hop limit): of the route, or the kernel's own for all. */
  readonly hopLimit?: number
  /** The kernel's refusal, e.g. `unreachable`, `prohibit`. */
  readonly refused?: string
}

/** How far packets came (tracepath, mtr). */
export interface TraceFact {
  readonly to: string
  readonly tool: string
  readonly hops: readonly {
    readonly ttl: number
    readonly address?: string
    readonly rttMs?: number
    readonly mtu?: number
  }[]
  readonly reached: boolean
  /** Packets of so many octets, which may not be split (DF), came to the address. Absent: only small ones were sent, or none came. */
  readonly wholeBytes?: number
}

/** A counter of /proc/net/snmp or netstat that moved while we looked. */
export interface CounterFact {
  readonly name: string
  readonly delta: number
}

/** Where a packet begins its way to a rule of iptables: the table, and the built-in chain of it. */
export interface ChainEntry {
  readonly table: 'raw' | 'mangle' | 'nat' | 'filter' | 'security'
  readonly chain: 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING'
}

/** A rule of our own firewall that touches outgoing SMTP, or the answers to it. */
export interface LocalFirewallFact {
  readonly tool: 'nft' | 'iptables' | 'ip6tables'
  readonly rule: string
  /** Where it is reached. Absent: the rule is one of nftables, whose text tells, or nobody noted it. */
  readonly entry?: ChainEntry
  /** `other`: the rule stops us only under the conditions in `onlyIf`. */
  readonly action: 'drop' | 'reject' | 'redirect' | 'other'
  /** What it does to connections of this host where the conditions in `onlyIf` hold. */
  readonly would?: 'drop' | 'reject' | 'redirect'
  /** `answer`: it lets our segments out and meets what comes back. Absent: it meets our own. */
  readonly meets?: 'answer'
  /** The rule matches this port towards the peer. */
  readonly ports: readonly number[]
  readonly packets?: number
  /** It stops us for the user that we run as: the mail of another user may pass. */
  readonly ofOurUser?: boolean
  /** The rule stops us only under these conditions, which could not be judged (user, interface, rate). Absent: it stops us. */
  readonly onlyIf?: readonly string[]
}

/** One setting of the local MTA. */
export interface MtaSetting {
  readonly software: Software
  readonly name: string
  readonly value: string
  readonly isDefault: boolean
  /** Path or command it was read from. */
  readonly from: string
}

/** Our clock against a peer's. */
export interface ClockFact {
  /** Positive: our clock is ahead. */
  readonly offsetSeconds: number
  readonly from: string
}

/** Established connections of this host with one address and port, those of our own sessions left out. */
export interface HostConnections {
  readonly to: string
  readonly port: number
  readonly open: number
}
