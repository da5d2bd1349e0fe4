import { fromLatin1 } from '../octets.ts'

/**
 * One log line taken apart: when, where, which program, which process, what it said. The same object serves every line of a
 * reader and is overwritten by the next, so copy what must last. Text is latin1 (see `textOfLatin1`).
 */
export class Frame {
  kind: 'syslog' | 'journald' | 'docker' | 'dated' | 'bare' = 'bare'
  /** Milliseconds since the epoch; NaN where the line has no stamp. */
  atMs = Number.NaN
  host = ''
  /** `postfix/smtp`; empty where the line names none. */
  program = ''
  /** −1 where the line names none. */
  pid = -1
  /** "last message repeated N times": N, with an empty message. "message repeated N times: [ M ]": N, with M as message. */
  repeats = 0
  /** The message stands at `from` to `to` of these octets, which are those of `text`; `from` is −1 where it has none yet, see `locate`. */
  octets: Uint8Array = NO_OCTETS
  text = ''
  from = -1
  to = -1
  /** The block, and where the whole line stands in it. */
  block = ''
  start = 0
  end = 0
  #message: string | undefined = ''

  /** Cut out when it is first asked for: most lines are counted, or passed over, by their octets. */
  get message(): string {
    return (this.#message ??= this.text.slice(this.from, this.to))
  }

  set message(text: string) {
    this.#message = text
    this.from = -1
    this.to = -1
  }

  /** The message is this part of the block. */
  place(from: number, to: number): void {
    this.from = from
    this.to = to
    this.#message = undefined
  }

  /** For readers of octets: a message that does not stand in the block as it is (it was unpacked from JSON, say) gets octets of its own. */
  locate(): void {
    if (this.from >= 0) return
    this.text = this.message
    this.octets = fromLatin1(this.text)
    this.from = 0
    this.to = this.text.length
  }
}

export const NO_OCTETS = new Uint8Array(0)

/** The whole line, for readers of formats that are not syslog (CSV, JSON). */
export function wholeLine(frame: Frame): string {
  return frame.start === 0 && frame.end === frame.block.length ? frame.block : frame.block.slice(frame.start, frame.end)
}
