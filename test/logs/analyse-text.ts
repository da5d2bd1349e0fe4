import type { AnalysisOptions } from '../../src/app/logs/analysis.ts'
import { openAnalysis } from '../../src/app/logs/analysis.ts'
import type { AttemptLine, LogsDocument } from '../../src/app/logs/document.ts'
import { LOG_FORMATS } from '../../src/app/logs/formats.ts'
import { readText } from '../../src/text/read-text.ts'
import { symptomFacts } from '../../src/text/text-reading.ts'
import { utcCalendar } from '../../src/wire/syslog/stamp.ts'

export interface Analysed {
  readonly document: LogsDocument
  readonly attempts: readonly AttemptLine[]
  readonly unknown: readonly string[]
}

/** The logs use-case over text in memory, in UTC, as of the end of 2024. */
export function analyseText(
  text: string | Buffer,
  options: Partial<AnalysisOptions> = {},
  chunkBytes = 65_536,
): Analysed {
  const attempts: AttemptLine[] = []
  const unknown: string[] = []
  const analysis = openAnalysis(
    {
      calendar: utcCalendar,
      onAttempt: (line) => attempts.push(line),
      onUnknown: (line) => unknown.push(line),
      ...options,
    },
    {
      readText: (words, software) =>
        symptomFacts(readText(words, { origin: 'log', ...(software !== undefined && { software }) }), 'log')[0],
      causeOf: () => null,
      isReceiver: () => false,
      formats: LOG_FORMATS,
    },
  )
  const input = analysis.input('test.log', { notAfterMs: Date.UTC(2024, 11, 31) })
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  for (let at = 0; at < bytes.length; at += chunkBytes) input.push(bytes.subarray(at, at + chunkBytes))
  input.end()
  return { document: analysis.document(), attempts, unknown }
}
