import { createAnalyser } from '../../flow/analysis.ts'
import { createCaptureReader } from '../../wire/pcap/capture-reader.ts'
import { writePcapng, type WrittenFrame } from '../../wire/pcap/capture-writer.ts'
import { ipHeaderAt } from '../../wire/packet/link-layer.ts'
import { readIpPacket } from '../../wire/packet/ip-packet.ts'
import { emptySegment } from '../../wire/packet/segment.ts'
import { feed, type AutopsyInput } from './autopsy.ts'
import { readReplyText } from './read-reply.ts'
import { redactPayload } from '../../wire/packet/redact-payload.ts'

export interface ExtractOptions {
  /** Keeps credentials and message octets. */
  readonly withPayloads?: boolean
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

/** Copies the packets that prove the verdicts. The input is read twice, so standard input cannot be one. */
export async function extractProof(input: AutopsyInput, options: ExtractOptions = {}): Promise<Extract> {
  const wanted = new Map<number, string>()
  let sessions = 0
  const analyser = createAnalyser({
    readReply: readReplyText,
    onSession: ({ packets, ends }, end) => {
      const chosen =
        options.only === undefined
          ? !end.healthy
          : options.only.client === end.client && options.only.server === end.server
      if (!chosen || wanted.size > MOST_FRAMES) return
      sessions += 1
      const cause = end.verdict?.cause ?? end.signature
      const add = (frame: number | undefined, says: string): void => {
        if (frame === undefined || frame <= 0) return
        const before = wanted.get(frame)
        wanted.set(frame, before === undefined || before === '' ? says : `${before}; ${says}`)
      }
      packets.slice(0, HANDSHAKE_PACKETS).forEach((packet) => add(packet.frame, ''))
      for (const mark of end.marks) mark.frames.forEach((frame) => add(frame, `${cause} at ${end.stage}: ${mark.says}`))
      for (const packet of [ends.clientFin, ends.serverFin, ends.clientResets[0], ends.serverResets[0]])
        add(packet?.frame, '')
    },
  })
  await feed(input, analyser)
  analyser.end()
  const frames: WrittenFrame[] = []
  const segment = emptySegment()
  const reader = createCaptureReader((frame) => {
    const says = wanted.get(frame.number)
    if (says === undefined) return
    const bytes = frame.bytes.slice(frame.start, frame.start + frame.capturedBytes)
    const at = ipHeaderAt(frame.linkType, bytes, 0, bytes.length)
    let redacted = false
    if (
      options.withPayloads !== true &&
      at >= 0 &&
      readIpPacket(segment, bytes, at, bytes.length, frame.originalBytes) &&
      segment.kind === 'tcp'
    ) {
      redacted = redactPayload(segment)
    }
    const comment = [`frame ${frame.number} of the capture`, says, redacted ? 'payload overwritten' : '']
      .filter((part) => part !== '')
      .join(': ')
    frames.push({ atUs: frame.atUs, linkType: frame.linkType, bytes, originalBytes: frame.originalBytes, comment })
  })
  await feed(input, reader)
  reader.end()
  return {
    bytes: writePcapng(frames, 'Cut out by hangup autopsy: handshakes and deciding packets'),
    frames: frames.length,
    sessions,
  }
}
