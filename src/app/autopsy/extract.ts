import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import { createAnalyser } from '../../flow/analysis.ts'
import type { Reading } from '../../flow/reading.ts'
import { redact } from '../../report/redact.ts'
import { readIpPacket } from '../../wire/packet/ip-packet.ts'
import { ipHeaderAt } from '../../wire/packet/link-layer.ts'
import { redactPayload, redactQuote } from '../../wire/packet/redact-payload.ts'
import { emptySegment } from '../../wire/packet/segment.ts'
import { createCaptureReader } from '../../wire/pcap/capture-reader.ts'
import { writePcapng, type WrittenFrame } from '../../wire/pcap/capture-writer.ts'
import { feed, type AutopsyInput } from './autopsy.ts'
import { readReplyText } from './read-reply.ts'

export interface ExtractOptions {
  /** Keeps credentials and message octets. */
  readonly withPayloads?: boolean
  /** Hides mail addresses. */
  readonly redact?: boolean
  /** Only this session (`client` and `server` as in the document). */
  readonly only?: { readonly client: string; readonly server: string }
}

export interface Extract {
  /** A pcapng file: the handshake and the deciding packets of each failed session, with a comment on each. */
  readonly bytes: Uint8Array
  readonly frames: number
  readonly sessions: number
}

const HANDSHAKE_PACKETS = 3
const MOST_FRAMES = 20_000

/** What of one session may be copied. */
interface Kept {
  readonly frames: readonly number[]
  readonly servers: ReadonlySet<number>
  /** Frames in which a command was read. */
  readonly commands: ReadonlySet<number>
}

interface Wanted {
  says: string
  readonly from: 'client' | 'server' | 'either'
  readonly command: boolean
}

/** Copies the packets that prove the verdicts. The input is read twice, so standard input cannot be one. */
export async function extractProof(input: AutopsyInput, options: ExtractOptions = {}): Promise<Extract> {
  const kept = new Map<string, Kept>()
  const analyser = createAnalyser({
    readReply: readReplyText,
    onSession: (reading, end) => {
      // Neighbours may still turn a late handshake into a verdict.
      if (options.only !== undefined || !end.healthy || reading.ends.syns.length > 1)
        kept.set(end.session, keptOf(reading))
    },
  })
  await feed(input, analyser)
  const chosen = analyser
    .end()
    .sessions.filter((end) =>
      options.only === undefined
        ? !end.healthy
        : options.only.client === end.client && options.only.server === end.server,
    )
  const wanted = new Map<number, Wanted>()
  for (const end of chosen) {
    const mine = kept.get(end.session)
    if (wanted.size <= MOST_FRAMES) want(wanted, end, mine)
  }
  const frames = await copy(input, wanted, options)
  return {
    bytes: writePcapng(frames, 'Cut out by hangup autopsy: handshakes and deciding packets'),
    frames: frames.length,
    sessions: chosen.length,
  }
}

function keptOf({ packets, ends, clientIndex, dialogue }: Reading): Kept {
  const closing = [ends.clientFin, ends.serverFin, ends.clientResets[0], ends.serverResets[0]]
  return {
    frames: [...packets.slice(0, HANDSHAKE_PACKETS), ...closing].flatMap((packet) => packet?.frame ?? []),
    servers: new Set(packets.flatMap(({ side, frame }) => (side === clientIndex ? [] : frame))),
    commands: new Set(dialogue.said.flatMap(({ inferred, verb, frame }) => (inferred || verb === '?' ? [] : frame))),
  }
}

function want(wanted: Map<number, Wanted>, end: FlowEnd, kept: Kept | undefined): void {
  const add = (frame: number, says: string): void => {
    const before = wanted.get(frame)
    if (before !== undefined) before.says = [before.says, says].filter((part) => part !== '').join('; ')
    else if (frame > 0)
      wanted.set(frame, {
        says,
        from: kept === undefined ? 'either' : kept.servers.has(frame) ? 'server' : 'client',
        command: kept?.commands.has(frame) ?? true,
      })
  }
  for (const frame of kept?.frames ?? []) add(frame, '')
  const cause = end.verdict?.cause ?? end.signature
  for (const mark of end.marks) for (const frame of mark.frames) add(frame, `${cause} at ${end.stage}: ${mark.says}`)
}

async function copy(
  input: AutopsyInput,
  wanted: ReadonlyMap<number, Wanted>,
  options: ExtractOptions,
): Promise<readonly WrittenFrame[]> {
  const frames: WrittenFrame[] = []
  const names = new Map<string, string>()
  const reader = createCaptureReader((frame) => {
    const one = wanted.get(frame.number)
    if (one === undefined) return
    const { atUs, linkType, originalBytes } = frame
    const bytes = frame.bytes.slice(frame.start, frame.start + frame.capturedBytes)
    const redacted = options.withPayloads !== true && hide(bytes, linkType, originalBytes, one, options)
    const says = options.redact === true ? redact(one.says, names) : one.says
    const comment = [`frame ${frame.number} of the capture`, says, redacted ? 'payload overwritten' : '']
      .filter((part) => part !== '')
      .join(': ')
    frames.push({ atUs, linkType, bytes, originalBytes, comment })
  })
  await feed(input, reader)
  reader.end()
  return frames
}

function hide(
  bytes: Uint8Array,
  linkType: number,
  originalBytes: number,
  { from, command }: Wanted,
  options: ExtractOptions,
): boolean {
  const segment = emptySegment()
  const at = ipHeaderAt(linkType, bytes, 0, bytes.length)
  if (at < 0 || !readIpPacket(segment, bytes, at, bytes.length, originalBytes)) return false
  if (segment.kind === 'icmp') return redactQuote(segment)
  if (segment.kind !== 'tcp') return false
  return redactPayload(segment, {
    noCommands: !command,
    addresses: options.redact === true,
    ...(from === 'either' ? {} : { speaker: from }),
  })
}
