import { systemClock } from '../../gather/ports/clock.ts'
import { PROVIDERS } from '../../text/providers/providers.ts'
import { readText } from '../../text/read-text.ts'
import { symptomFacts } from '../../text/text-reading.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import { judgeWords } from '../judge-words.ts'
import { analyseLogs, type LogsOptions } from './analyse.ts'
import type { AnalysisPorts } from './analysis.ts'
import type { LogsDocument } from './document.ts'
import { followLogs, type FollowOptions } from './follow.ts'
import { LOG_FORMATS } from './formats.ts'
import { streamInput, type LogInput } from './inputs.ts'
import { interruptibleInput } from './interruptible-input.ts'
import { journalInput, type JournalOptions } from './journal.ts'
import { localCalendar } from './local-calendar.ts'
import { namedReceivers } from './named-receivers.ts'
import { openInTimeOrder } from './order-inputs.ts'
import { traceLogs, type Trace } from './trace.ts'

const PORTS: AnalysisPorts = {
  readText: (text, software) =>
    symptomFacts(readText(text, { origin: 'log', ...(software !== undefined && { software }) }), 'log')[0],
  causeOf: (facts, patterns) => {
    const verdict = judgeWords(facts, patterns)
    if (verdict === undefined || verdict.cause === null) return null
    return { cause: verdict.cause, standing: verdict.standing, title: verdict.title }
  },
  isReceiver: namedReceivers(PROVIDERS.flatMap((provider) => provider.hosts)),
  formats: LOG_FORMATS,
}

/** Reads the files (`-` is standard input), rotated sets in time order, with this machine's clock and the words and causes bound. */
export async function openLogs(
  paths: readonly string[],
  options: Omit<LogsOptions, 'calendar'>,
  signal?: AbortSignal,
): Promise<LogsDocument> {
  return analyseLogs(await inputsOf(paths, signal), { calendar: localCalendar, ...options }, PORTS)
}

/** One message's life: `--trace ID|ADDRESS`. */
export async function openTrace(
  paths: readonly string[],
  needle: string,
  options: Omit<LogsOptions, 'calendar'> = {},
  signal?: AbortSignal,
): Promise<Trace> {
  return traceLogs(await inputsOf(paths, signal), needle, { calendar: localCalendar, ...options }, PORTS)
}

/** One message's life in systemd's journal. */
export function openJournalTrace(
  journal: JournalOptions,
  needle: string,
  options: Omit<LogsOptions, 'calendar'> = {},
): Promise<Trace> {
  return traceLogs([journalInput(journal)], needle, { calendar: localCalendar, ...options }, PORTS)
}

/** Every line that has a time, with the message that it ends an attempt for. Returns what could not be read, and why. */
export async function openLines(
  paths: readonly string[],
  onLine: (line: { readonly at: number; readonly line: string; readonly queueId?: string }) => void,
): Promise<readonly string[]> {
  // A reader hands over its attempt before the line that showed it.
  let queueId: string | null = null
  const options: LogsOptions = {
    calendar: localCalendar,
    onAttempt: (attempt) => {
      queueId = attempt.queueId
    },
    onLine: (frame) => {
      const line = textOfLatin1(wholeLine(frame))
      if (!Number.isNaN(frame.atMs))
        onLine({ at: frame.atMs, line, ...(queueId === null || !line.includes(queueId) ? {} : { queueId }) })
      queueId = null
    },
  }
  const { inputs } = await analyseLogs(await inputsOf(paths), options, PORTS)
  return inputs.flatMap(({ name, note }) => (note === null ? [] : [`${name}: ${note}`]))
}

/** Reads on while the files grow: `--follow`. */
export function openFollow(
  paths: readonly string[],
  options: Omit<FollowOptions, 'calendar' | 'clock'>,
): Promise<LogsDocument> {
  return followLogs(paths, { calendar: localCalendar, clock: systemClock, ...options }, PORTS)
}

/** systemd's journal: `logs --journal`. */
export function openJournal(
  journal: JournalOptions,
  options: Omit<LogsOptions, 'calendar'> = {},
): Promise<LogsDocument> {
  return analyseLogs([journalInput(journal)], { calendar: localCalendar, ...options }, PORTS)
}

async function inputsOf(paths: readonly string[], signal?: AbortSignal): Promise<readonly LogInput[]> {
  const files = await openInTimeOrder(
    paths.filter((path) => path !== '-'),
    localCalendar,
  )
  const inputs = paths.includes('-') ? [...files, streamInput('-', process.stdin, Date.now())] : files
  return signal === undefined ? inputs : inputs.map((input) => interruptibleInput(input, signal))
}
