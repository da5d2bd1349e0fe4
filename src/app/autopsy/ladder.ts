import { printable } from '../../base/printable.ts'
import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import type { Packet } from '../../flow/packet-log.ts'
import type { Reading } from '../../flow/reading.ts'
import { addressText } from '../../wire/packet/ip-packet.ts'
import { ACK, FIN, RST, SYN } from '../../wire/packet/segment.ts'
import type { LadderStep } from './document.ts'

/** Rungs of the ladder at most; runs of data are one rung. */
const MOST_STEPS = 60
/** A pause that must not vanish inside a run. */
const LONG_PAUSE_US = 2e6

/** The packet ladder of one session: what was said where it is readable, else flags and lengths; the deciding packets marked. */
export function ladderOf(reading: Reading, end: FlowEnd): readonly LadderStep[] {
  const deciding = new Set(end.marks.flatMap((mark) => mark.frames))
  const words = wordsByFrame(reading)
  const startUs = reading.packets[0]?.atUs ?? 0
  const steps: LadderStep[] = []
  let beforeUs = startUs
  for (const packet of reading.packets) {
    const pauseUs = packet.atUs - beforeUs
    beforeUs = packet.atUs
    const from = packet.side === reading.clientIndex ? 'client' : 'server'
    const says = words.get(packet.frame) ?? describe(packet)
    const decides = deciding.has(packet.frame)
    if (says === undefined && !decides) continue
    const last = steps.at(-1)
    const text = says ?? 'ACK'
    if (
      last !== undefined &&
      pauseUs < LONG_PAUSE_US &&
      !decides &&
      !last.decides &&
      last.from === from &&
      last.says === text &&
      !words.has(packet.frame)
    ) {
      steps[steps.length - 1] = { ...last, count: last.count + 1 }
      continue
    }
    steps.push({
      afterMs: Math.round((packet.atUs - startUs) / 10) / 100,
      from,
      frame: packet.frame,
      says: text,
      decides,
      count: 1,
    })
  }
  for (const note of reading.icmp) {
    const says = `ICMP ${note.type}/${note.code} from ${addressText(note.from, 0, note.from.length)}`
    steps.push({
      afterMs: Math.round((note.atUs - startUs) / 10) / 100,
      from: 'path',
      frame: note.frame,
      says,
      decides: deciding.has(note.frame),
      count: 1,
    })
  }
  return shorten(steps.toSorted((a, b) => a.frame - b.frame))
}

function wordsByFrame({ dialogue, tls }: Reading): ReadonlyMap<number, string> {
  const words = new Map<number, string>()
  const add = (frame: number, text: string): void => {
    if (frame <= 0 || text === '') return
    const before = words.get(frame)
    words.set(frame, before === undefined ? text : `${before} | ${text}`.slice(0, 200))
  }
  for (const said of dialogue.said) {
    if (said.verb === 'CONNECT') continue
    add(said.frame, said.inferred ? `(TLS, by its length: ${said.stage})` : printable(said.text, 120))
  }
  for (const answer of dialogue.answers) {
    const text = answer.inferred
      ? `(TLS reply${answer.text === '' ? '' : `, by its length: ${answer.text}`})`
      : answer.text.split('\n', 1).join('')
    add(answer.frame, printable(text, 120))
  }
  for (const alert of tls?.alerts ?? []) add(alert.frame, `TLS alert ${alert.description}`)
  return words
}

function describe(packet: Packet): string | undefined {
  const { flags, length } = packet
  if ((flags & RST) !== 0) return (flags & ACK) !== 0 ? 'RST, ACK' : 'RST'
  if ((flags & SYN) !== 0) return (flags & ACK) !== 0 ? 'SYN, ACK' : 'SYN'
  if ((flags & FIN) !== 0) return length > 0 ? `FIN with ${length} octets` : 'FIN'
  if (length > 0) return packet.again ? `${length} octets again` : `${length} octets`
  if (packet.window === 0) return 'window 0'
  return packet.sackTo > 0 ? `ACK with SACK up to ${packet.sackTo}` : undefined
}

function shorten(steps: readonly LadderStep[]): readonly LadderStep[] {
  if (steps.length <= MOST_STEPS) return steps
  const keep = new Set<number>()
  steps.forEach((step, index) => {
    if (step.decides || index < MOST_STEPS / 3 || index >= steps.length - MOST_STEPS / 3) keep.add(index)
  })
  return steps.filter((_, index) => keep.has(index))
}
