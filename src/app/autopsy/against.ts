import { RST, SYN } from '../../wire/packet/segment.ts'
import type { SegmentFinding } from './document.ts'
import { findMissing, type Missing } from './missing-packets.ts'
import { pairsOf } from './same-session.ts'
import type { Party, Place, Seen, View } from './views.ts'

/** Compares what two places saw of the same sessions, and says what happened between them. Failed sessions only. */
export function compareVantagePoints(mine: Place, theirs: Place): readonly SegmentFinding[] {
  const pairs = pairsOf(mine, theirs)
  return mine.views.flatMap((view): readonly SegmentFinding[] => {
    const pair = pairs.get(view)
    if (pair === undefined) return view.end.healthy ? [] : [absent(view)]
    return view.end.healthy && pair.there.end.healthy ? [] : [compare(view, mine, pair.there, theirs)]
  })
}

function absent(view: View): SegmentFinding {
  const { client, server, marks } = view.end
  const frames = marks.flatMap((mark) => mark.frames).slice(0, 6)
  return {
    client,
    server,
    says: 'this session does not appear in the other capture: its packets never came that far',
    segment: 'between',
    what: 'lost',
    frames,
    framesThere: [],
  }
}

function compare(here: View, mine: Place, there: View, theirs: Place): SegmentFinding {
  const { client, server } = here.end
  const finding = (
    what: SegmentFinding['what'],
    says: string,
    frames: readonly number[],
    framesThere: readonly number[] = [],
  ): SegmentFinding => ({
    client,
    server,
    says,
    segment: what === 'none' ? 'none' : 'between',
    what,
    frames,
    framesThere,
  })
  const hereIsNear = here.toClientMs <= there.toClientMs
  const near: Party = hereIsNear ? 'client' : 'server'
  const far: Party = hereIsNear ? 'server' : 'client'
  const sentHere = (from: Party, fits: (packet: Seen) => boolean): Missing | undefined =>
    findMissing(here, there, theirs, (packet) => packet.from === from && fits(packet))
  const sentThere = (from: Party, fits: (packet: Seen) => boolean): Missing | undefined =>
    findMissing(there, here, mine, (packet) => packet.from === from && fits(packet))
  // A reset in the name of the party on the other side must have passed there.
  const forged = sentHere(far, isReset)
  if (forged !== undefined)
    return finding(
      'forged',
      `the reset in the ${far}’s name is seen here and never passed the other place: it was made between the two, or on this side`,
      [forged.frame],
    )
  const forgedThere = sentThere(near, isReset)
  if (forgedThere !== undefined)
    return finding(
      'forged',
      `the other place sees a reset in the ${near}’s name that never passed here`,
      [],
      [forgedThere.frame],
    )
  const changed = changedKeywords(here, there)
  if (changed !== undefined) return finding('changed', changed, [])
  const counts = ({ length, flags }: Seen): boolean => length > 0 || (flags & (SYN | RST)) !== 0
  const lost = sentHere(near, counts)
  if (lost !== undefined)
    return finding(
      'lost',
      `${nameOf(lost)} of the ${near} ${lost.length > 0 ? 'are' : 'is'} sent here (${times(lost)}) and never ${lost.length > 0 ? 'reach' : 'reaches'} the other place`,
      [lost.frame],
    )
  const lostBack = sentThere(far, counts)
  if (lostBack !== undefined)
    return finding(
      'lost',
      `${nameOf(lostBack)} of the ${far} ${lostBack.length > 0 ? 'leave' : 'leaves'} there (${times(lostBack)}) and never ${lostBack.length > 0 ? 'arrive' : 'arrives'} here`,
      [],
      [lostBack.frame],
    )
  const atTheEnd = hereIsNear ? there.atServer : here.atServer
  if ((hereIsNear ? here : there).stuck && atTheEnd)
    return finding(
      'changed',
      'the octets that are never acknowledged do arrive at the other place: they are damaged on the way (look at the checksum there), or that host drops them',
      here.end.marks.flatMap((mark) => mark.frames).slice(0, 3),
    )
  return finding('none', 'both places saw the same packets: what went wrong lies outside the part between them', [])
}

function nameOf({ offset, length, flags }: Missing): string {
  if (length > 0) return `octets ${offset} to ${offset + length}`
  return (flags & RST) !== 0 ? 'a reset' : 'a SYN'
}

function times({ count }: Missing): string {
  return count === 1 ? 'once' : `${count} times`
}

function isReset({ flags }: Seen): boolean {
  return (flags & RST) !== 0
}

/** The answer to EHLO, which nothing on the path should touch. */
function changedKeywords(here: View, there: View): string | undefined {
  if (here.keywords.length === 0 || there.keywords.length === 0) return undefined
  const only = (a: View, b: View): readonly string[] => a.keywords.filter((keyword) => !b.keywords.includes(keyword))
  const [mine, theirs] = [only(here, there), only(there, here)]
  if (mine.length + theirs.length === 0) return undefined
  const named = [...mine.map((one) => `${one} only here`), ...theirs.map((one) => `${one} only there`)].slice(0, 4)
  return `the answer to EHLO differs between the two places (${named.join(', ')}): something between them rewrites it`
}
