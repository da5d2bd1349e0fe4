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
  /** The block's octets. The message stands at `from` to `to`, where it stands in the block as it is; `from` is −1 where it does not. */
  octets: Uint8Array = NO_OCTETS
  from = -1
  to = -1
  /** The block, and where the whole line stands in it. */
  block = ''
  start = 0
  end = 0
  #text: string | undefined = ''

  /** Cut out of the block when it is first asked for: most lines are counted, or passed over, by their octets. */
  get message(): string {
    return (this.#text ??= this.block.slice(this.from, this.to))
  }

  set message(text: string) {
    this.#text = text
    this.from = -1
    this.to = -1
  }

  /** The message is this part of the block. */
  place(from: number, to: number): void {
    this.from = from
    this.to = to
    this.#text = undefined
  }
}

export const NO_OCTETS = new Uint8Array(0)

/** The whole line, for readers of formats that are not syslog (CSV, JSON). */
export function wholeLine(frame: Frame): string {
  return frame.start === 0 && frame.end === frame.block.length ? frame.block : frame.block.slice(frame.start, frame.end)
}
