import { ACK, FIN, RST, SYN } from '../wire/packet/segment.ts'
import { withoutIgnored } from './ignored-resets.ts'
import type { Packet, SideIndex } from './packet-log.ts'

/** The packets that open and close a session, each the first of its kind. */
export interface Ends {
  readonly syn: Packet | undefined
  readonly syns: readonly Packet[]
  readonly synAck: Packet | undefined
  readonly synAcks: readonly Packet[]
  /** The client's first packet after a SYN-ACK. */
  readonly handshakeAck: Packet | undefined
  readonly clientFin: Packet | undefined
  readonly serverFin: Packet | undefined
  readonly clientResets: readonly Packet[]
  readonly serverResets: readonly Packet[]
  /** The packet that began the end. */
  readonly first: Packet | undefined
  readonly firstBy: 'client' | 'server' | undefined
}

export function findEnds(all: readonly Packet[], client: SideIndex): Ends {
  const packets = withoutIgnored(all)
  const ofClient = packets.filter((packet) => packet.side === client)
  const ofServer = packets.filter((packet) => packet.side !== client)
  const syns = ofClient.filter((packet) => has(packet, SYN | ACK | RST, SYN))
  const synAcks = ofServer.filter((packet) => has(packet, SYN | ACK | RST, SYN | ACK))
  const [synAck] = synAcks
  const clientFin = ofClient.find((packet) => has(packet, FIN | RST, FIN))
  const serverFin = ofServer.find((packet) => has(packet, FIN | RST, FIN))
  const clientResets = ofClient.filter((packet) => has(packet, RST, RST))
  const serverResets = ofServer.filter((packet) => has(packet, RST, RST))
  const first = firstOf(clientFin, serverFin, clientResets[0], serverResets[0])
  return {
    syn: syns[0],
    syns,
    synAck,
    synAcks,
    handshakeAck:
      synAck === undefined
        ? undefined
        : ofClient.find((packet) => packet.frame > synAck.frame && has(packet, SYN | RST | ACK, ACK)),
    clientFin,
    serverFin,
    clientResets,
    serverResets,
    first,
    firstBy: first === undefined ? undefined : first.side === client ? 'client' : 'server',
  }
}

function has(packet: Packet, mask: number, value: number): boolean {
  return (packet.flags & mask) === value
}

/**
 * The close that came first. When two FINs cross (neither acknowledges the other), capture order says only who is nearer:
 * then the server's counts, which had not seen the client's when it was sent.
 */
function firstOf(
  clientFin: Packet | undefined,
  serverFin: Packet | undefined,
  clientReset: Packet | undefined,
  serverReset: Packet | undefined,
): Packet | undefined {
  const all = [clientFin, serverFin, clientReset, serverReset].filter((packet) => packet !== undefined)
  const [first] = all.toSorted((a, b) => a.frame - b.frame)
  if (first === clientFin && clientFin !== undefined && serverFin !== undefined) {
    const crossed = serverFin.ack >= 0 && serverFin.ack < clientFin.offset + clientFin.length + 1
    if (crossed) return serverFin
  }
  return first
}
