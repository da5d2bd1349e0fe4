import type { Segment } from '../wire/packet/segment.ts'
import { createClientReader } from './client-reader.ts'
import { sayConnect } from './dialogue.ts'
import { otherSide, type SideIndex } from './packet-log.ts'
import { deliver, flush, type StreamReader } from './reassembly.ts'
import { createServerReader } from './server-reader.ts'
import { onSmtpPort, type Session } from './session.ts'
import { looksSmtp, smtpPortScore } from './smtp-ports.ts'
import { createTlsReader } from './tls-reader.ts'

/** Hands the payload of a packet to the readers of its session. `offset`: where it stands in its flow. */
export function readPayload(
  session: Session,
  from: SideIndex,
  segment: Segment,
  offset: number,
  frame: number,
  atUs: number,
): void {
  if (session.foreign) return
  const readers = session.readers ?? openReaders(session, from, segment)
  const side = session.sides[from]
  deliver(side, segment, offset, frame, atUs, readers[from])
  if (!session.dialogue.smtp && !onSmtpPort(session) && side.sentBytes > 512 && !session.tls?.story.begun)
    session.foreign = true
  if (session.tls?.story.begun === true && !session.dialogue.smtp && !onSmtpPort(session)) session.foreign = true
}

function openReaders(session: Session, from: SideIndex, segment: Segment): readonly [StreamReader, StreamReader] {
  const { sides, dialogue } = session
  const client = session.client ?? decideClient(session, from, segment)
  const server = otherSide(client)
  const midStream = !sides[0].sawSyn && !sides[1].sawSyn && !beginsHere(session, client)
  if (!midStream) sayConnect(dialogue, session.log.values[0] ?? 0, session.startedUs)
  const tls = createTlsReader(dialogue, () => sides[server].port)
  const clientReader = createClientReader(dialogue, tls, midStream, () => sides[client].delivered)
  const serverReader = createServerReader(dialogue, tls, clientReader, midStream, () => sides[client].delivered)
  session.tls = tls
  session.clientReader = clientReader
  session.readers = client === 0 ? [clientReader, serverReader] : [serverReader, clientReader]
  return session.readers
}

/** Without a SYN: by the words that were said, by the ports, and at last by chance. */
function decideClient(session: Session, from: SideIndex, segment: Segment): SideIndex {
  const { sides } = session
  const said = looksSmtp(segment.bytes, segment.payloadAt, segment.payloadAt + segment.payloadCaptured)
  if (said !== undefined) {
    session.roleFrom = 'words'
    session.client = said === 'client' ? from : otherSide(from)
    return session.client
  }
  const [a, b] = [smtpPortScore(sides[0].port), smtpPortScore(sides[1].port)]
  session.roleFrom = a === b ? 'unknown' : 'port'
  session.client = a === b ? (sides[0].port > sides[1].port ? 0 : 1) : a > b ? 1 : 0
  return session.client
}

/** Without a SYN: a capture that starts with the banner still holds the whole conversation. */
function beginsHere(session: Session, client: SideIndex): boolean {
  return (
    session.roleFrom === 'words' &&
    session.sides[0].dataPackets + session.sides[1].dataPackets <= 1 &&
    session.dialogue.said.length === 0 &&
    session.sides[otherSide(client)].dataPackets === 1
  )
}

/** Reads what is still held back, at the end of a session. */
export function finishReading(session: Session): void {
  const { readers } = session
  if (readers === undefined) return
  flush(session.sides[0], readers[0])
  flush(session.sides[1], readers[1])
}
