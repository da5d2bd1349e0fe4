import { withGlobals } from './globals.ts'
import type { Flags } from './run-explain.ts'
import type { DefineVerb } from './verbs.ts'

export const defineExplain: DefineVerb = (command, io, finish) => {
  const options = command
    .argument(
      '[texts...]',
      'a reply, bounce, log line or error; files and maildirs of bounces; - or nothing is standard input',
    )
    .option('--lines', 'take every line as a text of its own')
  withGlobals(options).action(async (given: readonly string[], flags: Flags) => {
    const { runExplain } = await import('./run-explain.ts')
    finish(await runExplain(given, flags, io))
  })
}
