/** Octets that arrived ahead of a hole. */
export interface HeldPiece {
  readonly offset: number
  readonly length: number
  readonly bytes: Uint8Array
  readonly frame: number
  readonly atUs: number
}

/**
 * The ledger of one side of a session: what it sent, what the other side acknowledged. Offsets are relative: the SYN is
 * octet 0, data begin at 1.
 */
export interface Side {
  readonly address: Uint8Array
  readonly port: number
  /** Anchor between sequence numbers and offsets; undefined until a packet told it. */
  anchored: boolean
  anchorSeq: number
  anchorOffset: number
  sawSyn: boolean
  sawFin: boolean
  finOffset: number
  packets: number
  /** Packets with payload, resent ones too. */
  dataPackets: number
  /** Payload octets, resent ones too. */
  sentBytes: number
  /** End of the highest octet sent. */
  next: number
  /** End of what the other side acknowledged, and of what it reported by SACK. */
  acked: number
  sackedTo: number
  /** Largest payload known to have arrived at the other side, in one packet. */
  largestAcked: number
  largestSent: number
  mss: number
  windowShift: number
  optionsSeen: boolean
  timestamps: boolean
  /** Timestamp value and IP identification of its first packet, which most rewriting boxes leave alone; -1 without. */
  firstTimestamp: number
  firstIpId: number
  /** Scaled window last offered; -1 before the first. */
  window: number
  /** Hop count of its first packet; undefined before. */
  ttl: number | undefined
  lastDataAtUs: number
  /** When `acked` last moved. */
  ackedAtUs: number
  snapped: boolean
  /** Octets that the other side acknowledged and the capture never held. */
  missedBytes: number
  /** Where the latest of those lie. */
  missedFrom: number
  missedTo: number
  /** Segments sent and not yet acknowledged, as [end, payload] pairs. */
  readonly inFlight: number[]
  /** All octets below were given to the reader of the dialogue. */
  delivered: number
  held: HeldPiece[]
  heldBytes: number
  /** Shortest time from a segment of this side to its acknowledgement, at the capture point; Infinity when none. */
  ackDelayUs: number
  timedOffset: number
  timedAtUs: number
}

export function createSide(address: Uint8Array, port: number): Side {
  return {
    address,
    port,
    anchored: false,
    anchorSeq: 0,
    anchorOffset: 0,
    sawSyn: false,
    sawFin: false,
    finOffset: -1,
    packets: 0,
    dataPackets: 0,
    sentBytes: 0,
    next: 0,
    acked: 0,
    sackedTo: 0,
    largestAcked: 0,
    largestSent: 0,
    mss: -1,
    windowShift: -1,
    optionsSeen: false,
    timestamps: false,
    firstTimestamp: -1,
    firstIpId: -1,
    window: -1,
    ttl: undefined,
    lastDataAtUs: 0,
    ackedAtUs: 0,
    snapped: false,
    missedBytes: 0,
    missedFrom: 0,
    missedTo: 0,
    inFlight: [],
    delivered: 1,
    held: [],
    heldBytes: 0,
    ackDelayUs: Infinity,
    timedOffset: -1,
    timedAtUs: 0,
  }
}

/** Ties a sequence number to an offset. */
export function anchor(side: Side, seq: number, offset: number): void {
  side.anchored = true
  side.anchorSeq = seq
  side.anchorOffset = offset
}

/** Offset of a 32-bit sequence number, through its wraps: the one nearest to the anchor. */
export function offsetOf(side: Side, seq: number): number {
  return side.anchorOffset + ((seq - side.anchorSeq) | 0)
}
