import { openFrames } from '../../../wire/syslog/frame-reader.ts'
import { utcCalendar } from '../../../wire/syslog/stamp.ts'
import type { LineMapper } from '../lines/line-decoder.ts'

/** So many lines and steps back show that stores answer with the newest line first. */
const FEWEST_LINES = 6
const FEWEST_STEPS = 2
/** So much is turned round at once; what is longer is turned round piece by piece. */
const BLOCK_BYTES = 67_108_864
/** What a string, and its place in a list, costs beside its octets. */
const COST_OF_LINE_BYTES = 40

/** Does every line of the sample lie before, or at, the time of the one above it? */
export function isNewestFirst(sample: readonly string[]): boolean {
  const frames = openFrames({ calendar: utcCalendar, notAfterMs: Date.UTC(2100, 0, 1), firstYear: 2000 })
  let before = Number.POSITIVE_INFINITY
  let lines = 0
  let steps = 0
  for (const line of sample) {
    const { atMs } = frames.line(line)
    if (Number.isNaN(atMs)) continue
    if (atMs > before) return false
    if (atMs < before) steps++
    before = atMs
    lines++
  }
  return lines >= FEWEST_LINES && steps >= FEWEST_STEPS && lines * 2 > sample.length
}

/** The last line first: what belongs together is joined in the order in which it happened. */
export function openReversed(): LineMapper {
  let lines: string[] = []
  let bytes = 0

  function flush(): string {
    const text = lines.toReversed().join('')
    lines = []
    bytes = 0
    return text
  }

  return {
    line(line) {
      if (line === '' || line === '\r') return ''
      lines.push(`${line}\n`)
      bytes += line.length + COST_OF_LINE_BYTES
      return bytes > BLOCK_BYTES ? flush() : ''
    },
    end: flush,
  }
}
