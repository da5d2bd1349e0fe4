/** One IP packet as the flow code needs it. One object is reused for all packets: copy what must outlive the call. */
export interface Segment {
  /** `sealed`: IPsec hides what it is. */
  kind: 'tcp' | 'icmp' | 'sealed' | 'other'
  bytes: Uint8Array
  /** End of the captured octets. */
  end: number
  family: 4 | 6
  /** Offsets of the addresses (4 or 16 octets each). */
  sourceAt: number
  targetAt: number
  /** Time to live or hop limit. */
  ttl: number
  /** IPv4 identification; -1 in IPv6. */
  ipId: number
  dontFragment: boolean
  /** A fragment: `first` carries the TCP header, `later` does not. */
  fragment: 'no' | 'first' | 'later'
  sourcePort: number
  targetPort: number
  seq: number
  ack: number
  /** TCP flags: FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
  flags: number
  window: number
  payloadAt: number
  /** Captured octets of the payload. */
  payloadCaptured: number
  /** Octets of the payload on the wire. */
  payloadBytes: number
  /** Options; -1 where absent. The header was snapped: `optionsCut`. */
  mss: number
  windowShift: number
  timestamp: number
  sackBlocks: number
  /** Left and right edges, at most four pairs. */
  readonly sack: Uint32Array
  optionsCut: boolean
  /** ICMP: type, code, the next-hop MTU of a "too big", and the quoted packet below. */
  icmpType: number
  icmpCode: number
  icmpMtu: number
  quotedSourceAt: number
  quotedTargetAt: number
  quotedBytes: number
}

export const FIN = 1
export const SYN = 2
export const RST = 4
export const PSH = 8
export const ACK = 16

export function emptySegment(): Segment {
  return {
    kind: 'other',
    bytes: new Uint8Array(0),
    end: 0,
    family: 4,
    sourceAt: 0,
    targetAt: 0,
    ttl: 0,
    ipId: -1,
    dontFragment: false,
    fragment: 'no',
    sourcePort: 0,
    targetPort: 0,
    seq: 0,
    ack: 0,
    flags: 0,
    window: 0,
    payloadAt: 0,
    payloadCaptured: 0,
    payloadBytes: 0,
    mss: -1,
    windowShift: -1,
    timestamp: -1,
    sackBlocks: 0,
    sack: new Uint32Array(8),
    optionsCut: false,
    icmpType: -1,
    icmpCode: -1,
    icmpMtu: 0,
    quotedSourceAt: 0,
    quotedTargetAt: 0,
    quotedBytes: 0,
  }
}
