import { InvalidArgumentError } from 'commander'
import { openLogs } from '../../app/logs/open-logs.ts'
import { SOFTWARE, type Software } from '../../domain/software.ts'
import { printable } from '../../base/printable.ts'
import { paintFor, withGlobals, type GlobalOptions } from './globals.ts'
import { UsageProblem } from './io.ts'
import { logsText } from './logs-text.ts'
import type { DefineVerb } from './verbs.ts'

interface Flags extends GlobalOptions {
  readonly attempts?: boolean
  readonly unknown?: boolean
  readonly since?: number
  readonly until?: number
  readonly destination?: string
  readonly mta?: Software
}

export const defineLogs: DefineVerb = (command, io, finish) => {
  withGlobals(command.argument('<files...>', 'MTA logs, plain, .gz or .zst; - is standard input'))
    .option('--attempts', 'one JSON line for each delivery attempt')
    .option('--unknown', 'show the lines that no reader knows')
    .option('--since <time>', 'from this time on (ISO 8601)', time)
    .option('--until <time>', 'up to this time (ISO 8601)', time)
    .option('--destination <domain>', 'only this recipient domain')
    .option('--mta <name>', 'only lines of this software', software)
    .action(async (files: readonly string[], flags: Flags) => {
      const document = await openLogs(files, {
        ...(flags.since === undefined ? {} : { sinceMs: flags.since }),
        ...(flags.until === undefined ? {} : { untilMs: flags.until }),
        ...(flags.destination === undefined ? {} : { destination: flags.destination }),
        ...(flags.mta === undefined ? {} : { mta: flags.mta }),
        ...(flags.attempts === true
          ? { onAttempt: (line: unknown) => void io.stdout.write(`${JSON.stringify(line)}\n`) }
          : {}),
        ...(flags.unknown === true
          ? { onUnknown: (line: string) => void io.stderr.write(`unknown: ${printable(line, 500)}\n`) }
          : {}),
      }).catch((error: unknown) => {
        throw error instanceof Error && 'code' in error
          ? new UsageProblem(`cannot read the log: ${error.message}`)
          : error
      })
      const failed = Object.values(document.bySymptom).reduce((sum, count) => sum + count, 0)
      if (flags.attempts !== true)
        io.stdout.write(
          flags.json === true
            ? `${JSON.stringify(document, undefined, 2)}\n`
            : `${logsText(document, paintFor(flags, io))}\n`,
        )
      finish(failed > 0 ? 1 : 0)
    })
}

function time(value: string): number {
  const ms = Date.parse(value)
  if (Number.isNaN(ms)) throw new InvalidArgumentError('It must be a time such as 2026-11-23T14:00:00Z.')
  return ms
}

function software(value: string): Software {
  const found = SOFTWARE.find((one) => one === value)
  if (found === undefined) throw new InvalidArgumentError(`It must be one of ${SOFTWARE.join(', ')}.`)
  return found
}
