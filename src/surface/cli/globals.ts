import type { Command } from 'commander'
import { COLOURED, PLAIN, type Paint } from '../../report/terminal/paint.ts'
import type { CliIo } from './io.ts'

/** Options that every verb takes. */
export interface GlobalOptions {
  readonly json?: boolean
  readonly quiet?: boolean
  readonly color?: boolean
  readonly debug?: boolean
}

export function withGlobals(command: Command): Command {
  return command
    .option('--json', 'one JSON document on standard output')
    .option('--quiet', 'print nothing but the document or the verdict')
    .option('--no-color', 'no colours')
    .option('--debug', 'stack traces for defects of Hangup itself')
}

/** For verbs that make sessions. */
export function withProgress(command: Command): Command {
  return command.option('--verbose', 'one line for each step')
}

export function paintFor(options: GlobalOptions, io: CliIo): Paint {
  return options.color !== false && io.stdout.isTTY === true && io.env['NO_COLOR'] === undefined ? COLOURED : PLAIN
}
