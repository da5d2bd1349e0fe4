import { addressText } from '../../wire/packet/ip-packet.ts'
import { RST } from '../../wire/packet/segment.ts'
import type { IcmpNote } from '../icmp-note.ts'
import { FORGED_POINTS } from '../resets.ts'
import { mark, seconds, type Trait } from './trait.ts'

/** SYNs that nobody answered, at least two. */
export const synUnanswered: Trait = ({ ends, opened, server, icmp }) => {
  if (opened || ends.synAck !== undefined || server.packets > 0 || ends.syns.length < 2 || icmp.length > 0)
    return undefined
  const first = ends.syns[0]
  const last = ends.syns.at(-1)
  if (first === undefined || last === undefined) return undefined
  return mark(
    `${ends.syns.length} SYNs in ${seconds((last.atUs - first.atUs) / 1e6)}, and nothing came back`,
    first.frame,
    ends.syns[1]?.frame,
    last.frame,
  )
}

/** The server answers our SYN again and again: our side of the handshake, or its answer, is lost on the way. */
export const synAckUnheard: Trait = ({ ends, opened, client }) => {
  if (ends.synAcks.length < 2 || opened || client.acked > 1) return undefined
  return mark(
    `the server sent its SYN-ACK ${ends.synAcks.length} times and never heard an acknowledgement`,
    ends.syn?.frame,
    ends.synAcks[0]?.frame,
    ends.synAcks.at(-1)?.frame,
  )
}

/** The handshake looks complete to the client, and the server keeps answering its SYN. */
export const synAckRepeated: Trait = ({ ends, server, opened }) => {
  const { handshakeAck } = ends
  if (!opened || handshakeAck === undefined || server.dataPackets > 0) return undefined
  const after = ends.synAcks.filter((packet) => packet.frame > handshakeAck.frame)
  if (after.length < 1) return undefined
  return mark(
    `the server repeats its SYN-ACK ${after.length} times although it was acknowledged`,
    handshakeAck.frame,
    after[0]?.frame,
  )
}

/** The SYN-ACK acknowledges another number than that of the SYN, and the client resets it (RFC 9293 §3.10.7.3). */
export const synAckMismatched: Trait = ({ ends, opened }) => {
  const { synAck, syn } = ends
  const [reset] = ends.clientResets
  if (opened || synAck === undefined || syn === undefined || reset === undefined) return undefined
  return ends.synAcks.every(({ ack }) => ack !== 1)
    ? mark('the SYN-ACK does not acknowledge the number of the SYN', syn.frame, synAck.frame, reset.frame)
    : undefined
}

/** The SYN-ACK finds no socket: the client had given up after several SYNs. */
export const synAckTooLate: Trait = ({ ends, opened }) => {
  const { synAck } = ends
  const [reset] = ends.clientResets
  const lastSyn = ends.syns.at(-1)
  if (opened || synAck === undefined || reset === undefined || lastSyn === undefined || ends.syns.length < 2)
    return undefined
  const late = (synAck.atUs - lastSyn.atUs) / 1e6
  return late >= 2 && reset.frame > synAck.frame
    ? mark(
        `the SYN-ACK came ${seconds(late)} after the last of ${ends.syns.length} SYNs, and the client no longer waited`,
        lastSyn.frame,
        synAck.frame,
        reset.frame,
      )
    : undefined
}

/** What the server says first is no reply of SMTP. */
export const otherProtocol: Trait = ({ dialogue, tls, limits, server, packets, clientIndex }) => {
  if (dialogue.garbled === undefined || dialogue.answers.length > 0 || dialogue.replyBegun || tls?.begun === true)
    return undefined
  if (limits.snapped || limits.missedBytes > 0 || limits.midStream || server.dataPackets === 0) return undefined
  const words = packets.find(({ side, length }) => side !== clientIndex && length > 0)
  return mark(`the server says “${dialogue.garbled.slice(0, 40)}”, which is no SMTP`, words?.frame)
}

/** RST to our SYN. */
export const synRefused: Trait = ({ ends, opened, client }) => {
  const [reset] = ends.serverResets
  if (reset === undefined || ends.synAck !== undefined || client.dataPackets > 0 || opened) return undefined
  return mark('a reset answers the SYN', ends.syn?.frame, reset.frame)
}

/** The refusal has marks of a box between: it answers for another packet's host, or its hop count is another's. */
export const refusalForged: Trait = ({ serverReset }) => {
  if (serverReset === undefined || serverReset.points < FORGED_POINTS) return undefined
  const [strongest] = serverReset.marks
  return strongest === undefined ? undefined : mark(strongest.says, ...strongest.frames)
}

function icmpTrait(title: string, fits: (note: IcmpNote) => boolean): Trait {
  return ({ icmp, clientIndex, opened }) => {
    if (opened) return undefined
    const note = icmp.find((one) => one.about === clientIndex && fits(one))
    return note === undefined
      ? undefined
      : mark(`${title}, sent by ${addressText(note.from, 0, note.from.length)}`, note.frame)
  }
}

/** ICMP 3/9, 3/10, 3/13, ICMPv6 1/1, 1/5, 1/6: an administrator forbids it (RFC 1812 §5.2.7.1, RFC 4443 §3.1). */
export const icmpProhibited = icmpTrait('an ICMP error says that policy forbids the packet', ({ family, type, code }) =>
  family === 4 ? type === 3 && [9, 10, 13].includes(code) : type === 1 && [1, 5, 6].includes(code),
)

/** No route, host or network unreachable, hop limit exceeded. */
export const icmpUnreachable = icmpTrait(
  'an ICMP error says that there is no way to the host',
  ({ family, type, code }) =>
    family === 4 ? type === 3 && [0, 1, 5, 6, 7, 11, 12].includes(code) : type === 1 && [0, 2, 3].includes(code),
)

export const icmpTimeExceeded = icmpTrait('an ICMP error says that the packet ran out of hops', ({ family, type }) =>
  family === 4 ? type === 11 : type === 3,
)

/** Port unreachable: the host itself, or a firewall in its name. */
export const icmpPortUnreachable = icmpTrait('an ICMP error says that the port is closed', ({ family, type, code }) =>
  family === 4 ? type === 3 && [2, 3].includes(code) : type === 1 && code === 4,
)

/** The ICMP error about our SYN came from a box, not from the server. */
export const icmpFromBox: Trait = ({ icmp, server, clientIndex }) => {
  const note = icmp.find((one) => one.about === clientIndex)
  if (note === undefined || note.from.every((octet, index) => octet === server.address[index])) return undefined
  return mark('the error does not come from the server itself', note.frame)
}

/** The handshake, then nothing from the server at all. */
export const nothingFromServer: Trait = ({ opened, server, ends }) => {
  if (!opened || server.dataPackets > 0 || ends.synAck === undefined) return undefined
  return mark('after the handshake the server sends no data', ends.synAck.frame)
}

/** The server closed before it said anything. */
export const closedBeforeBanner: Trait = ({ opened, server, ends, dialogue, tls }) => {
  if (!opened || server.dataPackets > 0 || ends.firstBy !== 'server' || tls?.begun === true) return undefined
  if (dialogue.answers.length > 0 || ends.first === undefined) return undefined
  const how = (ends.first.flags & RST) !== 0 ? 'reset' : 'closed'
  return mark(`the server ${how} the connection before its greeting`, ends.synAck?.frame, ends.first.frame)
}

/** The other side resets a connection that it has just opened itself: a port scanner. */
export const scan: Trait = ({ ends, client, server, packets, clientIndex }) => {
  const [reset] = ends.clientResets
  const end = ends.clientFin ?? reset
  if (ends.syns.length > 1 || ends.synAck?.ack !== 1) return undefined
  if (ends.firstBy !== 'client' || client.dataPackets > 0 || ends.synAck === undefined || end === undefined)
    return undefined
  if (
    server.dataPackets > 0 &&
    packets.some((packet) => packet.side !== clientIndex && packet.length > 0 && packet.frame < end.frame)
  )
    return undefined
  if ((end.atUs - ends.synAck.atUs) / 1e6 > 1.5) return undefined
  return mark('the client closed at once, before any greeting could come: a probe of the port', end.frame)
}

/** Acknowledgements of our data come long before the server can send them. */
export const nearAcks: Trait = ({ timing }) =>
  timing.nearAckMs === undefined
    ? undefined
    : mark(
        `data are acknowledged in ${timing.nearAckMs.toFixed(1)} ms while the handshake took ${timing.toServerMs.toFixed(0)} ms`,
      )
