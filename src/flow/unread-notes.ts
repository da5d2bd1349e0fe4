import type { SessionTable } from './session-table.ts'

/** Link types of tcpdump.org/linktypes.html that may hold IP and are not read. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [6, 'token ring'],
  [7, 'ARCNET'],
  [10, 'FDDI'],
  [105, 'IEEE 802.11'],
  [107, 'frame relay'],
  [119, 'IEEE 802.11 with a Prism header'],
  [127, 'IEEE 802.11 with a radiotap header'],
  [192, 'IEEE 802.11 with PPI'],
  [253, 'netlink'],
])

/** How a note ends that says that frames could not be read. */
export const NOT_READ = 'were not read'

/** What of a capture was not read or not followed, in words. Silence about it would look like health. */
export function unreadNotes({ counts, unknownLinks }: SessionTable, smtpSessions: number): readonly string[] {
  const { packets, tcpPackets, sealedFrames, sessions, givenUp, unlisted } = counts
  const notes: string[] = []
  for (const [type, frames] of unknownLinks) {
    const name = NAMES.get(type)
    notes.push(`${frames} frames of link type ${type}${name === undefined ? '' : ` (${name})`} ${NOT_READ}`)
  }
  if (sealedFrames > 0) notes.push(`${sealedFrames} packets are encrypted below TCP (IPsec, MACsec) and ${NOT_READ}`)
  if (unlisted > 0)
    notes.push(
      `${unlisted} more connections that got no further than the handshake are counted and not listed: a flood or a scan?`,
    )
  if (givenUp > 0)
    notes.push(
      `${givenUp} connections were judged before the capture’s end, for too many were open at once: later packets of them are not understood`,
    )
  if (packets > 0 && tcpPackets === 0) notes.push(`no TCP packet was found in ${packets} frames`)
  else if (sessions > 0 && smtpSessions === 0)
    notes.push(`none of the ${sessions} TCP sessions speaks SMTP or uses one of its ports`)
  return notes
}
