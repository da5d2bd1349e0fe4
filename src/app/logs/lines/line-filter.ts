/** What is longer passes unasked. */
const LINE_LIMIT = 65_536
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const NOTHING = Buffer.alloc(0)

/** The line stands from `start` to `end` of the octets, without its end of line. */
export type Keeps = (octets: Buffer, start: number, end: number) => boolean

/** Passes on the lines that `keeps` says so of. Pieces may be cut anywhere. */
export interface LineFilter {
  push(octets: Buffer): readonly Buffer[]
  end(): readonly Buffer[]
}

export function openLineFilter(keeps: Keeps): LineFilter {
  /** The line so far, while its end is still to come. */
  let held: Buffer = NOTHING
  /** The line is too long to be looked at, and its beginning was passed on. */
  let passes = false

  function keepsLine(octets: Buffer, start: number, stop: number): boolean {
    let end = stop
    while (end > start && (octets[end - 1] === LINE_FEED || octets[end - 1] === CARRIAGE_RETURN)) end--
    return end === start || keeps(octets, start, end)
  }

  function hold(tail: Buffer): readonly Buffer[] {
    if (passes) return [tail]
    held = Buffer.concat([held, tail])
    if (held.length <= LINE_LIMIT) return []
    passes = true
    const head = held
    held = NOTHING
    return [head]
  }

  return {
    push(octets) {
      const kept: Buffer[] = []
      let from = 0
      if (held.length > 0 || passes) {
        const end = octets.indexOf(LINE_FEED) + 1
        if (end === 0) return hold(octets)
        const line = passes ? octets.subarray(0, end) : Buffer.concat([held, octets.subarray(0, end)])
        if (passes || keepsLine(line, 0, line.length)) kept.push(line)
        held = NOTHING
        passes = false
        from = end
      }
      /** What is kept in a row is passed on in one piece. */
      let run = from
      for (let end = octets.indexOf(LINE_FEED, from) + 1; end > 0; end = octets.indexOf(LINE_FEED, from) + 1) {
        if (!keepsLine(octets, from, end)) {
          if (from > run) kept.push(octets.subarray(run, from))
          run = end
        }
        from = end
      }
      if (from > run) kept.push(octets.subarray(run, from))
      if (from < octets.length) kept.push(...hold(octets.subarray(from)))
      return kept
    },
    end() {
      const last = held
      held = NOTHING
      passes = false
      return last.length > 0 && keepsLine(last, 0, last.length) ? [last] : []
    },
  }
}
