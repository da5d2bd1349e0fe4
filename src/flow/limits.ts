import { SYN } from '../wire/packet/segment.ts'
import type { Handover } from './handover.ts'
import type { Packet } from './packet-log.ts'
import type { Session } from './session.ts'
import type { Side } from './side.ts'

/** What the capture lacks of one session. Rules must not conclude from what could not be seen. */
export interface Limits {
  /** Packets of one side only, though the other side must have sent some. */
  readonly oneSided: 'client-only' | 'server-only' | undefined
  /** The capture began after the session did. */
  readonly midStream: boolean
  /** Payloads were cut by the capture's snap length. */
  readonly snapped: boolean
  /** Octets that were acknowledged and are not in the capture. */
  readonly missedBytes: number
  readonly untimed: boolean
  readonly fragments: number
  readonly twice: number
  readonly forgotten: number
  /** The capture ended (or the session was handed over) with the session open. */
  readonly open: boolean
  readonly dialogueLost: boolean
  /** Something may have been said that the capture does not hold: nothing may be concluded from silence. */
  readonly holes: boolean
  readonly says: readonly string[]
}

/** What is said of a session that was open when the capture ended. */
export const STILL_OPEN = 'the capture ends while the session is open'

export function findLimits(
  session: Session,
  client: Side,
  server: Side,
  packets: readonly Packet[],
  why: Handover,
): Limits {
  const oneSided = findOneSided(client, server, packets)
  const midStream = !client.sawSyn && !server.sawSyn
  const snapped = client.snapped || server.snapped
  const missedBytes = client.missedBytes + server.missedBytes
  const { dialogue } = session
  const unread =
    server.dataPackets > 0 &&
    dialogue.answers.length === 0 &&
    !dialogue.replyBegun &&
    dialogue.garbled === undefined &&
    session.tls?.story.begun !== true
  const dialogueLost = (session.tls?.story.lost ?? false) || (midStream && dialogue.said.length === 0) || unread
  const cutBody = snapped && (dialogue.gaps > 0 || dialogue.inBody)
  const holes = dialogueLost || missedBytes > 0 || midStream || cutBody
  const open = session.closedUs < 0
  const says: string[] = []
  if (oneSided === 'client-only') says.push('only the client’s packets are in the capture')
  if (oneSided === 'server-only') says.push('only the server’s packets are in the capture')
  if (midStream) says.push('the capture began after the session did')
  if (snapped) says.push('payloads were cut by the snap length')
  if (missedBytes > 0) says.push(`${missedBytes} octets that the peer acknowledged are not in the capture`)
  if (!session.timed) says.push('the capture holds no times')
  if (session.fragments > 0) says.push(`${session.fragments} IP fragments were not joined`)
  if (session.twice > 0) says.push(`${session.twice} packets were captured twice and counted once`)
  if (session.log.forgotten > 0) says.push(`${session.log.forgotten} packets in the middle were counted and not kept`)
  if (open && why === 'end-of-capture') says.push(STILL_OPEN)
  if (open && why === 'idle') says.push('the session was quiet for hours and was not followed further')
  if (why === 'reused') says.push('the same ports were used again by a later session')
  if (session.roleFrom === 'unknown') says.push('which side is the client is a guess')
  if (dialogueLost) says.push('the place in the SMTP dialogue is not known')
  const { fragments, twice } = session
  return {
    oneSided,
    midStream,
    snapped,
    missedBytes,
    untimed: !session.timed,
    fragments,
    twice,
    forgotten: session.log.forgotten,
    open,
    dialogueLost,
    holes,
    says,
  }
}

function findOneSided(client: Side, server: Side, packets: readonly Packet[]): Limits['oneSided'] {
  if (server.packets === 0) {
    // The client acknowledges what the capture does not hold.
    const answered = packets.some((packet) => (packet.flags & SYN) === 0)
    return answered ? 'client-only' : undefined
  }
  if (client.packets === 0) return 'server-only'
  return undefined
}
