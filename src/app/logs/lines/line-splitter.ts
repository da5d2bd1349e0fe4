/**
 * Gets each line as a part of a block, without its end of line. `text` is the block in latin1, so one index serves both.
 * `cut`: the line was longer than what is kept of one.
 */
export type OnLine = (octets: Uint8Array, text: string, start: number, end: number, cut: boolean) => void

export interface LineSplitter {
  push(octets: Uint8Array, text: string): void
  /** The input has ended: what stands after the last line feed is a line too. */
  end(): void
  /** Octets of the unfinished line that are held. */
  pending(): number
}

/**
 * Cuts a stream of latin1 text into lines, in constant memory: of a line longer than the limit the head is kept and the rest skipped.
 * CR LF and LF both end a line, empty lines are none.
 */
export function createLineSplitter(onLine: OnLine, limitBytes = 65_536): LineSplitter {
  let rest = ''
  let skipping = false

  function emit(octets: Uint8Array, text: string, start: number, stop: number, cut: boolean): void {
    let end = stop
    while (end > start && octets[end - 1] === 13) end--
    if (end > start) onLine(octets, text, start, end, cut)
  }

  function emitRest(cut: boolean): void {
    // A Buffer, as the blocks are: code that meets two kinds of octets runs at half the speed.
    if (rest !== '') emit(Buffer.from(rest, 'latin1'), rest, 0, rest.length, cut)
    rest = ''
  }

  function hold(tail: string): void {
    if (skipping || tail === '') return
    const room = limitBytes - rest.length
    if (tail.length <= room) {
      rest = rest === '' ? tail : rest + tail
      return
    }
    rest += tail.slice(0, room)
    emitRest(true)
    skipping = true
  }

  return {
    push(octets, text) {
      let start = 0
      if (rest !== '' || skipping) {
        const end = text.indexOf('\n')
        if (end < 0) return hold(text)
        hold(text.slice(0, end))
        if (!skipping) emitRest(false)
        skipping = false
        start = end + 1
      }
      for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
        if (end - start > limitBytes) emit(octets, text, start, start + limitBytes, true)
        else emit(octets, text, start, end, false)
        start = end + 1
      }
      if (start < text.length) hold(text.slice(start))
    },
    end() {
      if (!skipping) emitRest(false)
      rest = ''
      skipping = false
    },
    pending: () => rest.length,
  }
}
