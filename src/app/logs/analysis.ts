import type { Software } from '../../domain/software.ts'
import { openFrames } from '../../wire/syslog/frame-reader.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import type { IsOwnRecord } from '../../wire/syslog/json-frame.ts'
import { ownString, textOfLatin1 } from '../../wire/syslog/latin1.ts'
import type { Calendar } from '../../wire/syslog/stamp.ts'
import type { YearHints } from '../../wire/syslog/yearless.ts'
import { buildDocument } from './build-document.ts'
import type { LineVerdict, LogFormat } from './dispatch.ts'
import { createDispatcher } from './dispatch.ts'
import type { AttemptLine, InputNote, LogsDocument, LogsFilter } from './document.ts'
import { createLineSplitter } from './lines/line-splitter.ts'
import { openNulEnds } from './lines/nul-octets.ts'
import { decoderFor, type Decoder } from './lines/text-decoder.ts'
import type { CauseOf, ReadText } from './reasons.ts'
import { createReasonReader } from './reasons.ts'
import { increment } from './rows.ts'
import type { IsReceiver } from './signature.ts'
import type { TallyLimits } from './tally.ts'
import { createTally } from './tally.ts'

export interface AnalysisOptions extends LogsFilter {
  readonly calendar: Calendar
  /** Year of each input's first line, for stamps without a year. */
  readonly firstYear?: number
  readonly limits?: TallyLimits
  readonly onAttempt?: (line: AttemptLine) => void
  /** Lines that no reader knows, as text. */
  readonly onUnknown?: (line: string, input: string) => void
  /** Every line with its verdict, latin1, before the frame is reused. */
  readonly onLine?: (frame: Frame, verdict: LineVerdict) => void
}

export interface AnalysisPorts {
  readonly readText: ReadText
  readonly causeOf: CauseOf
  readonly isReceiver: IsReceiver
  readonly formats: readonly LogFormat[]
}

/** One input while it is read. */
export interface InputAnalysis {
  push(chunk: Buffer): void
  /** A truncated file starts anew: what was held of a line is void. */
  restart(): void
  end(note?: string | null): void
  readonly lines: () => number
  /** Octets since the last line that some reader understood: what a decompression bomb runs up. */
  readonly barrenBytes: () => number
}

export interface Analysis {
  /** `path`: what was opened for it, where that has another name. */
  input(name: string, hints: YearHints & { readonly path?: string }): InputAnalysis
  /** The document as of now. `final` closes what still waits for a line. */
  document(final?: boolean): LogsDocument
}

/** A repeat count is believed up to here: the number stands in the line, and anybody may write one. */
const REPEATS_LIMIT = 100_000

/** Reads inputs one after the other, in constant memory. */
export function openAnalysis(options: AnalysisOptions, ports: AnalysisPorts): Analysis {
  const reasons = createReasonReader(ports.readText, ports.causeOf, ports.isReceiver)
  const { sink, counters } = createTally(reasons, options, options.limits ?? {}, options.onAttempt)
  const dispatcher = createDispatcher(ports.formats, sink, options.mta)
  const notes: InputNote[] = []
  const paths = new Set<string>()
  const totals = { read: 0, understood: 0, unknown: 0, otherPrograms: 0, cut: 0 }
  const period = { firstMs: Number.POSITIVE_INFINITY, lastMs: Number.NEGATIVE_INFINITY }
  const since = options.sinceMs ?? Number.NEGATIVE_INFINITY
  const until = options.untilMs ?? Number.POSITIVE_INFINITY

  const isOwnRecord: IsOwnRecord = (record) => ports.formats.some(({ ownsRecord }) => ownsRecord?.(record) === true)

  /** Lines of one software in a row. */
  const run: { software: Software | undefined; lines: number } = { software: undefined, lines: 0 }

  function endRun(next: Software | undefined): void {
    if (run.software !== undefined) increment(counters.software, run.software, run.lines)
    run.software = next
    run.lines = 0
  }

  function count(frame: Frame, verdict: LineVerdict, input: string): boolean {
    options.onLine?.(frame, verdict)
    if (verdict === 'unknown' || verdict === 'foreign') {
      totals.unknown++
      if (verdict === 'foreign') totals.otherPrograms++
      options.onUnknown?.(textOfLatin1(wholeLine(frame)), input)
      return false
    }
    totals.understood++
    if (verdict !== run.software) endRun(verdict)
    run.lines++
    const atMs = frame.atMs
    if (atMs >= since && atMs < until) {
      if (atMs < period.firstMs) period.firstMs = atMs
      if (atMs > period.lastMs) period.lastMs = atMs
    }
    return true
  }

  function input(name: string, hints: YearHints & { readonly path?: string }): InputAnalysis {
    const firstYear = options.firstYear ?? hints.firstYear
    const frames = openFrames({
      calendar: options.calendar,
      notAfterMs: hints.notAfterMs,
      isOwnRecord,
      ...(firstYear === undefined ? {} : { firstYear }),
      ...(hints.lastMonth === undefined ? {} : { lastMonth: hints.lastMonth }),
    })
    const nulEnds = openNulEnds()
    let lines = 0
    let bytes = 0
    let fruitfulAt = 0
    // "last message repeated N times" needs the line before it.
    const last = { block: '', start: 0, end: 0 }
    dispatcher.file(name)

    function read(frame: Frame): LineVerdict {
      const verdict = dispatcher.read(frame)
      // A container that is named for its server, or for anything else, puts its own name before whole lines of the server.
      if ((verdict !== 'foreign' && (verdict !== 'unknown' || frame.program === '')) || !frames.within()) return verdict
      const inner = dispatcher.read(frame)
      return inner === 'foreign' ? verdict : inner
    }

    function repeat(line: string, times: number): LineVerdict {
      const frame = frames.line(line)
      let verdict = read(frame)
      for (let count = Math.min(times, REPEATS_LIMIT); count > 1; count--) verdict = dispatcher.read(frame)
      return verdict
    }

    const splitter = createLineSplitter((octets, block, start, end, cut) => {
      lines++
      totals.read++
      if (cut) totals.cut++
      const frame = frames.inBlock(octets, block, start, end)
      let verdict: LineVerdict
      if (frame.repeats === 0) {
        verdict = read(frame)
        last.block = block
        last.start = start
        last.end = end
      } else if (frame.message !== '') verdict = repeat(wholeLine(frame), frame.repeats)
      else verdict = last.block === '' ? 'unknown' : repeat(last.block.slice(last.start, last.end), frame.repeats)
      if (count(frame, verdict, name)) fruitfulAt = bytes
    })
    let decoder: Decoder | undefined

    function take(taken: Buffer): void {
      if (taken.length === 0) return
      const octets = nulEnds(taken)
      splitter.push(octets, octets.toString('latin1'))
      // Of a finished block only the last line is still needed.
      if (last.end - last.start < last.block.length) {
        last.block = ownString(last.block.slice(last.start, last.end))
        last.start = 0
        last.end = last.block.length
      }
    }

    function finish(): void {
      if (decoder !== undefined) take(decoder.end())
      decoder = undefined
      splitter.end()
    }

    return {
      push(chunk) {
        bytes += chunk.length
        decoder ??= decoderFor(chunk)
        take(decoder === undefined ? chunk : decoder.push(chunk))
      },
      restart() {
        finish()
        last.block = ''
      },
      end(note = null) {
        finish()
        notes.push({ name, lines, note })
        paths.add(hints.path ?? name)
      },
      lines: () => lines,
      barrenBytes: () => bytes - fruitfulAt,
    }
  }

  return {
    input,
    document(final = true) {
      if (final) dispatcher.end()
      endRun(undefined)
      const uncachedReasons = reasons.uncached()
      return buildDocument(counters, ports.causeOf, {
        lines: totals,
        period,
        inputs: notes,
        paths: [...paths],
        uncachedReasons,
      })
    },
  }
}
