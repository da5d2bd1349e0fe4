/** Gets each line, without its end of line, as latin1. `cut`: it was longer than what is kept of one line. */
export type OnLine = (line: string, cut: boolean) => void

export interface LineSplitter {
  push(chunk: string): void
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

  function emit(line: string, cut: boolean): void {
    let end = line.length
    while (end > 0 && line.charCodeAt(end - 1) === 13) end--
    if (end > 0) onLine(end === line.length ? line : line.slice(0, end), cut)
  }

  function hold(tail: string): void {
    if (skipping || tail === '') return
    const room = limitBytes - rest.length
    if (tail.length <= room) {
      rest = rest === '' ? tail : rest + tail
      return
    }
    emit(rest + tail.slice(0, room), true)
    rest = ''
    skipping = true
  }

  return {
    push(chunk) {
      let start = 0
      if (rest !== '' || skipping) {
        const end = chunk.indexOf('\n')
        if (end < 0) return hold(chunk)
        hold(chunk.slice(0, end))
        if (!skipping) emit(rest, false)
        rest = ''
        skipping = false
        start = end + 1
      }
      for (let end = chunk.indexOf('\n', start); end >= 0; end = chunk.indexOf('\n', start)) {
        if (end - start > limitBytes) emit(chunk.slice(start, start + limitBytes), true)
        else if (end > start) emit(chunk.slice(start, end), false)
        start = end + 1
      }
      if (start < chunk.length) hold(chunk.slice(start))
    },
    end() {
      if (rest !== '' && !skipping) emit(rest, false)
      rest = ''
      skipping = false
    },
    pending: () => rest.length,
  }
}
