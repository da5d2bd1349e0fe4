import { createAnalyser } from '../../flow/analysis.ts'
import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { Packet } from '../../flow/packet-log.ts'
import type { Reading } from '../../flow/reading.ts'
import { ACK, FIN, RST, SYN } from '../../wire/packet/segment.ts'
import { feed, type AutopsyInput } from './autopsy.ts'
import type { SegmentFinding } from './document.ts'
import { readReplyText } from './read-reply.ts'

/** What is kept of a session for the comparison. */
interface View {
  readonly end: FlowEnd
  readonly packets: readonly (Packet & { readonly from: 'client' | 'server' })[]
  readonly isns: readonly [number, number]
  readonly words: readonly string[]
  readonly clientPort: number
  readonly toClientMs: number
  /** Octets of the client were never acknowledged. */
  readonly stuck: boolean
}

/** Sessions are the same when their initial numbers are, or when enough of their words are (NAT and proxies rewrite the rest). */
const LEAST_LIKENESS = 5
const MOST_PACKETS = 400

/** Compares two captures of the same sessions taken at two places, and says what happened between them. Failed sessions only. */
export async function compareVantagePoints(
  here: AutopsyInput,
  there: AutopsyInput,
): Promise<readonly SegmentFinding[]> {
  const [mine, theirs] = [await viewsOf(here), await viewsOf(there)]
  const taken = new Set<View>()
  return mine.flatMap((view): readonly SegmentFinding[] => {
    const match = theirs
      .filter((other) => !taken.has(other))
      .map((other) => ({ other, like: likeness(view, other) }))
      .toSorted((a, b) => b.like - a.like)[0]
    if (match === undefined || match.like < LEAST_LIKENESS) return view.end.healthy ? [] : [absent(view)]
    taken.add(match.other)
    return view.end.healthy && match.other.end.healthy ? [] : [compare(view, match.other)]
  })
}

async function viewsOf(input: AutopsyInput): Promise<readonly View[]> {
  const views: View[] = []
  const analyser = createAnalyser({
    readReply: readReplyText,
    onSession: (reading, end) => void views.push(viewOf(reading, end)),
  })
  await feed(input, analyser)
  analyser.end()
  return views
}

function viewOf(reading: Reading, end: FlowEnd): View {
  const { packets, clientIndex, client, server, dialogue, timing } = reading
  const words = [
    ...dialogue.answers.filter((one) => !one.inferred).map((one) => one.text),
    ...dialogue.said.filter((one) => !one.inferred && one.text.length > 6).map((one) => one.text),
  ]
  const kept =
    packets.length > MOST_PACKETS
      ? [...packets.slice(0, MOST_PACKETS / 2), ...packets.slice(-MOST_PACKETS / 2)]
      : packets
  return {
    end,
    packets: kept.map((packet) => ({ ...packet, from: packet.side === clientIndex ? 'client' : 'server' })),
    isns: [client.anchorSeq, server.anchorSeq],
    words: words.slice(0, 6),
    clientPort: client.port,
    stuck: reading.clientStuck !== undefined,
    toClientMs: Number.isNaN(timing.toClientMs) ? Infinity : timing.toClientMs,
  }
}

function likeness(a: View, b: View): number {
  let points = 0
  if (a.isns[0] === b.isns[0]) points += 5
  if (a.isns[1] === b.isns[1] && a.isns[1] !== 0) points += 5
  if (a.clientPort === b.clientPort) points += 1
  for (const word of a.words) if (b.words.includes(word)) points += 1
  return points
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

/** A packet's identity across rewriting: who sent it, where in the stream, how long, which flags. */
function identity(packet: View['packets'][number]): string {
  const mask = (packet.flags & RST) !== 0 ? RST | ACK : SYN | FIN
  return `${packet.from} ${packet.offset} ${packet.length} ${packet.flags & mask}`
}

function compare(here: View, there: View): SegmentFinding {
  const { client, server } = here.end
  const base = { client, server }
  const hereIsNear = here.toClientMs <= there.toClientMs
  const forged = firstOf(
    here,
    there,
    (packet) => (packet.flags & RST) !== 0 && packet.from === (hereIsNear ? 'server' : 'client'),
  )
  if (forged !== undefined) {
    const whose = forged.from === 'server' ? 'server' : 'client'
    return {
      ...base,
      says: `the reset in the ${whose}’s name is seen here and never passed the other place: it was made between the two, or on this side`,
      segment: 'between',
      what: 'forged',
      frames: [forged.frame],
      framesThere: [],
    }
  }
  const forgedThere = firstOf(
    there,
    here,
    (packet) => (packet.flags & RST) !== 0 && packet.from === (hereIsNear ? 'client' : 'server'),
  )
  if (forgedThere !== undefined) {
    return {
      ...base,
      says: `the other place sees a reset in the ${forgedThere.from}’s name that never passed here`,
      segment: 'between',
      what: 'forged',
      frames: [],
      framesThere: [forgedThere.frame],
    }
  }
  const words = here.words.find(
    (word) =>
      word.includes('STARTTLS') !== there.words.some((other) => other.includes('STARTTLS')) && word.startsWith('250-'),
  )
  if (words !== undefined)
    return {
      ...base,
      says: 'the answer to EHLO differs between the two places: something between them rewrites it',
      segment: 'between',
      what: 'changed',
      frames: [],
      framesThere: [],
    }
  const sender = hereIsNear ? 'client' : 'server'
  const lost = firstOf(
    here,
    there,
    (packet) => packet.from === sender && (packet.length > 0 || (packet.flags & SYN) !== 0),
  )
  if (lost !== undefined) {
    return {
      ...base,
      says: `octets ${lost.offset} to ${lost.offset + lost.length} of the ${sender} are sent here (${lost.count} times) and never reach the other place`,
      segment: 'between',
      what: 'lost',
      frames: [lost.frame],
      framesThere: [],
    }
  }
  const other = hereIsNear ? 'server' : 'client'
  const lostBack = firstOf(
    there,
    here,
    (packet) => packet.from === other && (packet.length > 0 || (packet.flags & (SYN | RST)) !== 0),
  )
  if (lostBack !== undefined) {
    return {
      ...base,
      says: `${lostBack.length === 0 ? 'a packet without data' : `octets ${lostBack.offset} to ${lostBack.offset + lostBack.length}`} of the ${other} leaves there (${lostBack.count} times) and never arrives here`,
      segment: 'between',
      what: 'lost',
      frames: [],
      framesThere: [lostBack.frame],
    }
  }
  if (here.stuck) {
    return {
      ...base,
      says: 'the octets that are never acknowledged do arrive at the other place: they are damaged on the way (look at the checksum there), or that host drops them',
      segment: 'between',
      what: 'changed',
      frames: here.end.marks.flatMap((mark) => mark.frames).slice(0, 3),
      framesThere: [],
    }
  }
  return {
    ...base,
    says: 'both places saw the same packets: what went wrong lies outside the part between them',
    segment: 'none',
    what: 'none',
    frames: [],
    framesThere: [],
  }
}

interface Missing {
  readonly frame: number
  readonly from: string
  readonly offset: number
  readonly length: number
  readonly count: number
}

/** The first packet of its kind whose octets one place saw and the other never did, however often it was sent. */
function firstOf(
  seenAt: View,
  missingAt: View,
  kind: (packet: View['packets'][number]) => boolean,
): Missing | undefined {
  const there = new Set(missingAt.packets.map(identity))
  const covered = missingAt.packets.filter((packet) => packet.length > 0)
  for (const packet of seenAt.packets) {
    if (!kind(packet) || there.has(identity(packet))) continue
    // Offload cuts and joins segments: what matters is whether the octets came.
    const came =
      packet.length > 0 &&
      covered.some(
        (other) =>
          other.from === packet.from && other.offset <= packet.offset && other.offset + other.length > packet.offset,
      )
    if (came) continue
    const count = seenAt.packets.filter((other) => identity(other) === identity(packet)).length
    return { frame: packet.frame, from: packet.from, offset: packet.offset, length: packet.length, count }
  }
  return undefined
}
