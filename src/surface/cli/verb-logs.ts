import { jsonText } from '../../base/json-text.ts'
import { InvalidArgumentError } from 'commander'
import type { LogsDocument } from '../../app/logs/document.ts'
import { LOG_FORMATS } from '../../app/logs/formats.ts'
import { openFollow, openJournal, openJournalTrace, openLogs, openTrace } from '../../app/logs/open-logs.ts'
import type { Software } from '../../domain/software.ts'
import { printable } from '../../base/printable.ts'
import { paintFor, withGlobals, type GlobalOptions } from './globals.ts'
import { UsageProblem, type CliIo, type ExitCode } from './io.ts'
import { logsText } from '../logs/logs-text.ts'
import { expectApart, expectFile, expectWritable, unreadable, writeOutput } from './files.ts'
import { liveLine } from './logs-live.ts'
import { logsProgress } from './logs-progress.ts'
import { quietLogs } from './quiet.ts'
import { sayUnused } from './unused.ts'
import { steadyHeap } from './steady-heap.ts'
import type { DefineVerb } from './verbs.ts'

interface Flags extends GlobalOptions {
  readonly attempts?: boolean
  readonly unknown?: boolean
  readonly since?: number
  readonly until?: number
  readonly destination?: string
  readonly mta?: Software
  readonly trace?: string
  readonly follow?: boolean
  readonly journal?: boolean
  readonly report?: string
}

export const defineLogs: DefineVerb = (command, io, finish) => {
  withGlobals(command.argument('[files...]', 'MTA logs, plain, .gz or .zst; - is standard input'))
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
    .action(async (files: readonly string[], flags: Flags) => {
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

/** Refuses what contradicts itself or cannot be done, before anything is read. */
async function expectSense(files: readonly string[], flags: Flags): Promise<void> {
  const { journal, follow, since, until, report } = flags
  if (files.length === 0 && journal !== true)
    throw new UsageProblem('logs needs a file, or - for standard input, or --journal')
  if (files.length > 0 && journal === true)
    throw new UsageProblem(`--journal is read instead of files: leave ${files.join(' ')} out, or --journal`)
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageProblem('--until is earlier than --since: no time is left')
  if (follow === true) {
    if (files.includes('-'))
      throw new UsageProblem('--follow reads files; standard input is read to its end without it')
    for (const file of files) await expectFile(file)
  }
  await expectWritable(report)
  await expectApart(report, files)
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

function domain(value: string): string {
  if (!/^[^\s@]+$/.test(value)) throw new InvalidArgumentError('It must be a domain.')
  return value
}

function wanted(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It must be an id or an address.')
  return value
}

function time(value: string): number {
  const ms = Date.parse(value)
  if (Number.isNaN(ms)) throw new InvalidArgumentError('It must be a time such as 2026-11-23T14:00:00Z.')
  return ms
}

/** Software whose logs are read: of others no line would be known, and nothing found wrong. */
function readable(value: string): Software {
  const names = LOG_FORMATS.map(({ software }) => software)
  const found = names.find((one) => one === value.toLowerCase())
  if (found === undefined) throw new InvalidArgumentError(`It must be one of ${names.join(', ')}.`)
  return found
}
