import type { LogsDocument } from '../../app/logs/document.ts'
import { openFollow, openJournal, openJournalTrace, openLogs, openTrace } from '../../app/logs/open-logs.ts'
import { jsonText } from '../../base/json-text.ts'
import { printable } from '../../base/printable.ts'
import { logsText } from '../logs/logs-text.ts'
import { unreadable } from './file-problems.ts'
import { paintFor, withGlobals } from './globals.ts'
import type { CliIo, ExitCode } from './io.ts'
import { liveLine } from './logs-live.ts'
import { domain, readable, time, wanted, type LogsFlags as Flags } from './logs-options.ts'
import { logsProgress } from './logs-progress.ts'
import { expectSense } from './logs-sense.ts'
import { writeOutput } from './output-files.ts'
import { quietLogs } from './quiet.ts'
import { steadyHeap } from './steady-heap.ts'
import { sayUnused } from './unused.ts'
import type { DefineVerb } from './verbs.ts'

export const defineLogs: DefineVerb = (command, io, finish) => {
  const options = command
    .argument('[files...]', 'MTA logs, plain, .gz or .zst, or archives of them (.tar, .zip); - is standard input')
    .option('--attempts', 'one JSON line for each delivery attempt')
    .option('--unknown', 'show the lines that no reader knows')
    .option('--since <time>', 'from this time on (ISO 8601)', time)
    .option('--until <time>', 'up to this time (ISO 8601)', time)
    .option('--destination <domain>', 'only this recipient domain', domain)
    .option('--mta <name>', 'only lines of this software', readable)
    .option('--trace <id|address>', "one message's life, line by line", wanted)
    .option('--follow', 'read on while the files grow, until Ctrl-C')
    .option('--journal', "read systemd's journal instead of files")
    .option('--report <file>', 'write a self-contained HTML report')
  withGlobals(options).action(async (files: readonly string[], flags: Flags) => {
    await expectSense(files, flags)
    if (flags.trace !== undefined)
      sayUnused(command, io, ['follow', 'attempts', 'unknown', 'report'], '--trace shows the lines of one message')
    steadyHeap()
    if (flags.trace !== undefined) return finish(await trace(files, flags.trace, flags, io))
    const document = await read(files, flags, io).catch(unreadable)
    if (flags.report !== undefined) {
      const { logsHtml } = await import('../logs/logs-html.ts')
      await writeOutput(flags.report, logsHtml(document))
    }
    if (flags.attempts !== true) io.stdout.write(`${wordsFor(document, flags, io)}\n`)
    const code = exitCodeOf(document)
    // Of a log that was left in the middle nobody knows that nothing is wrong.
    finish(code === 0 && io.signal.aborted && flags.follow !== true ? 2 : code)
  })
}

function wordsFor(document: LogsDocument, flags: Flags, io: CliIo): string {
  if (flags.json === true) return jsonText(document, 2)
  return flags.quiet === true ? quietLogs(document) : logsText(document, paintFor(flags, io))
}

/** Nothing could be read, or nothing of it understood: the job was not done. */
function exitCodeOf({ lines, inputs, bySymptom }: LogsDocument): ExitCode {
  if (lines.read === 0 && inputs.length > 0 && inputs.every(({ note }) => note !== null)) return 2
  if (lines.understood === 0 && lines.unknown > lines.otherPrograms) return 2
  return Object.values(bySymptom).some((count) => count > 0) ? 1 : 0
}

type Options = Parameters<typeof openLogs>[1]

function filterOf(flags: Flags): Options {
  return {
    ...(flags.since === undefined ? {} : { sinceMs: flags.since }),
    ...(flags.until === undefined ? {} : { untilMs: flags.until }),
    ...(flags.destination === undefined ? {} : { destination: flags.destination }),
    ...(flags.mta === undefined ? {} : { mta: flags.mta }),
  }
}

function read(files: readonly string[], flags: Flags, io: CliIo): Promise<LogsDocument> {
  const options: Options = {
    ...filterOf(flags),
    ...(flags.attempts === true ? { onAttempt: (line) => void io.stdout.write(`${jsonText(line)}\n`) } : {}),
    ...(flags.unknown === true
      ? { onUnknown: (line) => void io.stderr.write(`unknown: ${printable(line, 500)}\n`) }
      : {}),
  }
  if (flags.journal === true) return openJournal(journalOf(flags, io), options)
  if (flags.follow !== true) {
    const progress = flags.attempts === true || flags.unknown === true ? undefined : logsProgress(flags, io)
    const reading = openLogs(
      files,
      { ...options, ...(progress !== undefined && { onProgress: progress.onProgress }) },
      io.signal,
    )
    return reading.finally(() => progress?.done())
  }
  return openFollow(files, { ...options, ...live(flags, io), fromStart: true, signal: io.signal })
}

function journalOf(flags: Flags, io: CliIo): Parameters<typeof openJournal>[0] {
  return {
    nowMs: Date.now(),
    ...(flags.since === undefined ? {} : { sinceMs: flags.since }),
    ...(flags.until === undefined ? {} : { untilMs: flags.until }),
    ...(flags.follow === true ? { follow: true, signal: io.signal } : {}),
  }
}

/** For people: what the file says by now, then each failure as it comes. */
function live(flags: Flags, io: CliIo): Pick<Parameters<typeof openFollow>[1], 'onAttempt' | 'onLook'> {
  if (flags.attempts === true || flags.json === true || flags.quiet === true) return {}
  let caughtUp = false
  return {
    onLook(document) {
      if (!caughtUp) io.stdout.write(`${logsText(document, paintFor(flags, io))}\n\n`)
      caughtUp = true
    },
    onAttempt(line) {
      if (caughtUp && line.status !== 'sent') io.stdout.write(`${liveLine(line)}\n`)
    },
  }
}

async function trace(files: readonly string[], needle: string, flags: Flags, io: CliIo): Promise<ExitCode> {
  const searching =
    flags.journal === true
      ? openJournalTrace(journalOf({ ...flags, follow: false }, io), needle, filterOf(flags))
      : openTrace(files, needle, filterOf(flags), io.signal)
  const found = await searching.catch(unreadable)
  if (flags.json === true) io.stdout.write(`${jsonText({ schema: 'hangup.trace/1', ...found }, 2)}\n`)
  else {
    for (const { text } of found.lines) io.stdout.write(`${printable(text, 2_000)}\n`)
    io.stdout.write(
      found.lines.length === 0
        ? `No line names ${printable(needle, 200)}.\n`
        : found.more > 0
          ? `… and ${found.more} more lines\n`
          : '',
    )
  }
  return found.attempts.some(({ status }) => status !== 'sent') ? 1 : 0
}
