import type { Stage } from '../domain/stage.ts'
import type { Dialogue, Said } from './dialogue.ts'
import type { Packet, SideIndex } from './packet-log.ts'
import type { Side } from './side.ts'

/** Where the session stood. */
export interface Standpoint {
  readonly stage: Stage
  readonly inferred: boolean
  /** What waited for an answer. */
  readonly waiting: Said | undefined
}

/**
 * The stage at a moment: what had been said and was not answered. `ackedOffset` is how far the client's octets are known to
 * have arrived: a message of which a part never arrived is still `body`, even when its dot was sent.
 */
export function stageAt(
  dialogue: Dialogue,
  atUs: number,
  ackedOffset: number,
  tlsOpen: boolean,
  handshakeDone: boolean,
): Standpoint {
  if (!handshakeDone) return { stage: 'connect', inferred: false, waiting: undefined }
  const said = dialogue.said.filter((one) => one.atUs <= atUs)
  const waiting = said.find((one) =>
    one.answer === undefined ? dialogue.outstanding.includes(one) : one.answer.atUs > atUs,
  )
  if (waiting !== undefined) {
    // All octets of a chunk are there: its answer is that to the end of the message (RFC 3030 §2).
    if (waiting.verb === 'BDAT' && !dialogue.inBody) return { stage: 'dot', inferred: false, waiting }
    const unfinished =
      waiting.verb === '.' && dialogue.bodyOffset >= 0 && ackedOffset <= waiting.offset && ackedOffset < waiting.end
    return { stage: unfinished ? 'body' : waiting.stage, inferred: waiting.inferred, waiting }
  }
  const last = said.at(-1)
  const bodyBegun = dialogue.bodyOffset >= 0 && dialogue.bodyAtUs <= atUs
  if (dialogue.inBody && bodyBegun) return { stage: 'body', inferred: last?.inferred ?? false, waiting: undefined }
  if (last === undefined) return { stage: 'idle', inferred: true, waiting: undefined }
  if (last.verb === 'DATA' && last.answer?.code === 354) return { stage: 'body', inferred: false, waiting: undefined }
  // Inside TLS, and with no end in the capture: what was answered after DATA was most likely a 354.
  if (last.inferred && last.stage === 'data' && atUs === Infinity)
    return { stage: 'body', inferred: true, waiting: undefined }
  if (tlsOpen && !last.inferred) return { stage: 'tls', inferred: false, waiting: undefined }
  if (last.stage === 'quit') return { stage: 'quit', inferred: last.inferred, waiting: undefined }
  return { stage: 'idle', inferred: last.inferred, waiting: undefined }
}

/** The stage that an octet of the client's stream belongs to. */
export function stageOfOffset(dialogue: Dialogue, offset: number): Standpoint {
  const inMessage = dialogue.bodyOffset >= 0 && offset >= dialogue.bodyOffset
  const said = dialogue.said.find((one) => offset >= one.offset && offset < one.end)
  if (said !== undefined && !(inMessage && said.verb !== '.' && said.offset < dialogue.bodyOffset)) {
    return { stage: said.stage, inferred: said.inferred, waiting: said }
  }
  if (inMessage) return { stage: 'body', inferred: dialogue.mode === 'tls', waiting: undefined }
  const before = dialogue.said.findLast((one) => one.offset <= offset)
  return { stage: before?.stage ?? 'idle', inferred: before?.inferred ?? true, waiting: before }
}

/**
 * Inside TLS the end of a message shows only by what follows. When all octets of the client arrived and it waits (and closes
 * first), it waits for the answer to its dot.
 */
export function impliedDot(
  client: Side,
  dialogue: Dialogue,
  end: Packet | undefined,
  clientIndex: SideIndex,
): Standpoint | undefined {
  if (dialogue.mode !== 'tls' || !dialogue.inBody || end === undefined || end.side !== clientIndex) return undefined
  const waitedUs = end.atUs - client.lastDataAtUs
  const closing = client.lastDataAtUs >= end.atUs - 1000
  if (client.acked < Math.min(client.next, end.offset) || (!closing && waitedUs < 1e6)) return undefined
  const said: Said = {
    verb: '.',
    stage: 'dot',
    offset: client.acked - 1,
    end: client.acked,
    frame: dialogue.bodyFrame,
    atUs: dialogue.bodyAtUs,
    inferred: true,
    text: '.',
  }
  return { stage: 'dot', inferred: true, waiting: said }
}
