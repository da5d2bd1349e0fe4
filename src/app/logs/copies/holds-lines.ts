import { openFrames } from '../../../wire/syslog/frame-reader.ts'
import type { Calendar } from '../../../wire/syslog/stamp.ts'
import type { LogInput } from '../inputs.ts'
import { createLineSplitter } from '../lines/line-splitter.ts'
import type { DatedInput } from './copies.ts'

/** So many lines of a log are looked for in the other one. */
const SAMPLE_LINES = 200
/** Where one of two logs holds the other's lines, nearly all of these are there. */
const LEAST_SHARE = 0.9
/** So many of them decide. */
const ENOUGH_LINES = 20
/** Fewer may be chance, unless the log has no more. */
const FEWEST_LINES = 3

/** Does one of two logs hold what the other says of the time that both tell of? */
export async function holdsLinesOf(a: DatedInput, b: DatedInput, calendar: Calendar): Promise<boolean> {
  const fromMs = Math.max(a.firstMs, b.firstMs)
  const [one, other] = [await sampleOf(a.input, fromMs, calendar), await sampleOf(b.input, fromMs, calendar)]
  // In the time of many lines of the one log the other has few: these are looked for.
  const isFewer = one.upToMs === other.upToMs ? one.lines.size < other.lines.size : one.upToMs > other.upToMs
  return isFewer ? holds(b.input, one, fromMs, calendar) : holds(a.input, other, fromMs, calendar)
}

interface Sample {
  readonly lines: ReadonlyMap<string, number>
  /** The time of the last of them; infinite: the log has no more. */
  readonly upToMs: number
}

async function sampleOf(input: LogInput, fromMs: number, calendar: Calendar): Promise<Sample> {
  const lines = new Map<string, number>()
  let upToMs = Number.POSITIVE_INFINITY
  await eachStamped(input, calendar, (line, atMs) => {
    if (atMs < fromMs) return undefined
    lines.set(line, atMs)
    if (lines.size < SAMPLE_LINES) return undefined
    upToMs = atMs
    return 'stop'
  })
  return { lines, upToMs }
}

async function holds(input: LogInput, { lines, upToMs }: Sample, fromMs: number, calendar: Calendar): Promise<boolean> {
  const waiting = new Map([...lines].toSorted(([, a], [, b]) => a - b))
  const lastMs = Math.max(...lines.values())
  let found = 0
  let missing = 0
  await eachStamped(input, calendar, (line, atMs) => {
    if (waiting.delete(line)) found++
    for (const [passed, passedMs] of waiting) {
      if (passedMs >= atMs) break
      waiting.delete(passed)
      // Within its first second the other log may have begun later.
      if (passedMs > fromMs) missing++
    }
    return atMs > lastMs || found + missing >= ENOUGH_LINES ? 'stop' : undefined
  })
  const isWhole = waiting.size === 0 && upToMs === Number.POSITIVE_INFINITY
  return found > 0 && found >= (found + missing) * LEAST_SHARE && (found >= FEWEST_LINES || isWhole)
}

/** Lines that have a time, as they stand in the input. */
async function eachStamped(
  input: LogInput,
  calendar: Calendar,
  onLine: (line: string, atMs: number) => 'stop' | undefined,
): Promise<void> {
  const frames = openFrames({ calendar, ...input })
  let stopped = false
  const splitter = createLineSplitter((_, text, start, end) => {
    if (stopped) return
    const line = text.slice(start, end)
    const { atMs } = frames.line(line)
    if (!Number.isNaN(atMs) && onLine(line, atMs) === 'stop') stopped = true
  })
  await input.read((chunk) => {
    splitter.push(chunk, chunk.toString('latin1'))
    return stopped ? 'stop' : undefined
  })
  splitter.end()
}
