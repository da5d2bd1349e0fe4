import type { Segment } from '../wire/packet/segment.ts'
import type { Frame } from '../wire/pcap/frame.ts'
import type { SideIndex } from './packet-log.ts'
import { offsetOf, type Side } from './side.ts'

/** An ICMP error that quotes a packet of the session. */
export interface IcmpNote {
  readonly frame: number
  readonly atUs: number
  readonly type: number
  readonly code: number
  readonly family: 4 | 6
  readonly mtu: number
  /** The box that sent it. */
  readonly from: Uint8Array
  /** Side whose packet it quotes. */
  readonly about: SideIndex
  readonly offset: number
}

/** `about`: the side whose packet the error quotes. */
export function noteIcmp(segment: Segment, one: Frame, about: SideIndex, side: Side): IcmpNote {
  return {
    frame: one.number,
    atUs: one.atUs,
    type: segment.icmpType,
    code: segment.icmpCode,
    family: segment.family,
    mtu: segment.icmpMtu,
    from: segment.bytes.slice(segment.sourceAt, segment.sourceAt + (segment.family === 4 ? 4 : 16)),
    about,
    offset: offsetOf(side, segment.seq),
  }
}
