import type { Command } from 'commander'
import type { CliIo } from './io.ts'

/** Says on standard error which of these options were given and have no effect: nothing is ignored in silence. */
export function sayUnused(command: Command, io: CliIo, names: readonly string[], why: string): void {
  const flags = command.options
    .filter((option) => names.includes(option.attributeName()))
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .map(({ long }) => long)
  if (flags.length === 0) return
  io.stderr.write(`hangup: ${flags.join(', ')} ${flags.length === 1 ? 'has' : 'have'} no effect: ${why}\n`)
}
