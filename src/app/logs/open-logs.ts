import { readText } from '../../text/read-text.ts'
import { symptomFacts } from '../../text/text-reading.ts'
import { judgeWords } from '../judge-words.ts'
import { analyseLogs, type LogsOptions } from './analyse.ts'
import type { LogsDocument } from './document.ts'
import { LOG_FORMATS } from './formats.ts'
import { fileInput, streamInput } from './inputs.ts'
import { localCalendar } from './local-calendar.ts'

/** Reads the files (`-` is standard input), rotated sets in time order, with this machine's clock and the words and causes bound. */
export async function openLogs(
  paths: readonly string[],
  options: Omit<LogsOptions, 'calendar'>,
): Promise<LogsDocument> {
  const inputs = await Promise.all(
    paths.map((path) =>
      path === '-' ? Promise.resolve(streamInput('-', process.stdin, Date.now())) : fileInput(path),
    ),
  )
  const ordered = inputs.toSorted(
    (a, b) => (a.notAfterMs ?? Number.POSITIVE_INFINITY) - (b.notAfterMs ?? Number.POSITIVE_INFINITY),
  )
  return analyseLogs(
    ordered,
    { calendar: localCalendar, ...options },
    {
      readText: (text) => symptomFacts(readText(text, { origin: 'log' }), 'log')[0],
      causeOf: (facts) => {
        const verdict = judgeWords(facts)
        return verdict === undefined || verdict.cause === null
          ? null
          : { cause: verdict.cause, standing: verdict.standing }
      },
      formats: LOG_FORMATS,
    },
  )
}
