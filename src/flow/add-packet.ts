import { ACK, FIN, RST, SYN, type Segment } from '../wire/packet/segment.ts'
import { emptyEntry, place } from './entry.ts'
import { enter } from './ledger.ts'
import { otherSide, isSeenTwice, record, type SideIndex } from './packet-log.ts'
import { readPayload } from './read-payload.ts'
import type { Session } from './session.ts'

/** What a host sent before it heard of a reset arrives within this. */
const UNDER_WAY_US = 1e6
const entry = emptyEntry()

/** Adds a TCP packet of one side. */
export function addPacket(session: Session, from: SideIndex, segment: Segment, frame: number, atUs: number): void {
  const side = session.sides[from]
  const other = session.sides[otherSide(from)]
  const { flags, payloadBytes } = segment
  session.lastUs = Math.max(session.lastUs, atUs)
  if (segment.fragment === 'first') session.fragments += 1
  place(entry, side, other, segment)
  if (isSeenTwice(session.log, from, segment, entry, atUs)) {
    session.twice += 1
    return
  }
  if (session.client === undefined && (flags & SYN) !== 0) {
    session.client = (flags & ACK) !== 0 ? otherSide(from) : from
    session.roleFrom = 'syn'
  }
  enter(entry, side, other, segment, atUs)
  record(session.log, from, segment, entry, frame, atUs)
  if ((flags & RST) !== 0 || ((flags & FIN) !== 0 && other.sawFin)) {
    if (session.closedUs < 0) {
      session.closedUs = atUs
      session.resetBy = (flags & RST) !== 0 ? from : undefined
    }
  } else if (session.resetBy !== undefined && session.resetBy !== from && payloadBytes > 0 && !entry.again) {
    // The addressee of the reset says something new: the reset was not obeyed.
    if (atUs - session.closedUs > UNDER_WAY_US) session.closedUs = -1
    if (session.closedUs < 0) session.resetBy = undefined
  }
  if (payloadBytes === 0 || !entry.inWindow || (flags & RST) !== 0 || segment.fragment === 'first') return
  readPayload(session, from, segment, entry.dataOffset, frame, atUs)
}
