import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import { RST } from '../../wire/packet/segment.ts'
import { otherSide } from '../packet-log.ts'
import type { Reading } from '../reading.ts'
import type { Session } from '../session.ts'
import type { Side } from '../side.ts'

/** What is kept of a session to compare others with. */
export interface Witness {
  readonly number: number
  /** Addresses of both hosts and the server's port, as a key. */
  readonly pair: string
  /** The server's address, as a key. */
  readonly server: string
  readonly startedUs: number
  /** When the handshake was complete; Infinity: never. */
  readonly openedUs: number
  readonly endUs: number
  readonly syns: number
  readonly lastSynUs: number
  readonly synFrames: readonly number[]
  /** Round trip from the capture to the server; NaN: not known. */
  readonly toServerMs: number
  /** Hop limit of the server's packets, and of its reset. */
  readonly ttl: number | undefined
  readonly resetTtl: number | undefined
  /** After the SYN that it answers; NaN: no reset. */
  readonly resetAfterMs: number
  readonly resetFrame: number | undefined
  /** Octets of the client that arrived. */
  readonly ackedBytes: number
  /** Packets of one side only. */
  readonly oneSided: boolean
}

/** What one session may tell about its neighbours. */
export function witnessOf(reading: Reading): Witness {
  const { session, ends, timing, packets, clientIndex, client, server } = reading
  const fromServer = packets.find((packet) => packet.side !== clientIndex && (packet.flags & RST) === 0)
  const [reset] = ends.serverResets
  return {
    number: session.number,
    pair: pairOf(client, server),
    server: octets(server.address),
    startedUs: session.startedUs,
    openedUs: ends.handshakeAck?.atUs ?? Infinity,
    endUs: ends.first?.atUs ?? session.lastUs,
    syns: ends.syns.length,
    lastSynUs: ends.syns.at(-1)?.atUs ?? session.startedUs,
    synFrames: ends.syns.slice(0, 2).map((packet) => packet.frame),
    toServerMs: timing.toServerMs,
    ttl: fromServer?.ttl,
    resetTtl: reset?.ttl,
    resetAfterMs:
      reset === undefined || ends.syn === undefined
        ? NaN
        : (reset.atUs - (ends.syns.findLast((syn) => syn.frame < reset.frame)?.atUs ?? ends.syn.atUs)) / 1000,
    resetFrame: reset?.frame,
    ackedBytes: reading.ackedBytes,
    oneSided: reading.limits.oneSided !== undefined,
  }
}

/** A session that ended in order, as company for others. */
export function plainWitness(session: Session, end: FlowEnd): Witness {
  const clientIndex = session.client ?? 0
  const client = session.sides[clientIndex]
  const server = session.sides[otherSide(clientIndex)]
  const rttMs = end.rttMs ?? NaN
  return {
    number: session.number,
    pair: pairOf(client, server),
    server: octets(server.address),
    startedUs: session.startedUs,
    openedUs: session.startedUs + (Number.isNaN(rttMs) ? 0 : rttMs * 1000),
    endUs: session.lastUs,
    syns: 1,
    lastSynUs: session.startedUs,
    synFrames: [],
    toServerMs: rttMs,
    ttl: server.ttl,
    resetTtl: undefined,
    resetAfterMs: NaN,
    resetFrame: undefined,
    ackedBytes: 0,
    oneSided: false,
  }
}

function pairOf(client: Side, server: Side): string {
  return `${client.address.length}${octets(client.address)}${octets(server.address)}:${server.port}`
}

/** An address as a key. */
function octets(address: Uint8Array): string {
  return String.fromCharCode(...address)
}
