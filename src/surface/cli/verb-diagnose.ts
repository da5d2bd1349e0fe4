import { addDiagnoseOptions } from './diagnose-options.ts'
import { withGlobals, withProgress } from './globals.ts'
import type { Flags } from './run-diagnose.ts'
import type { DefineVerb } from './verbs.ts'

export const defineDiagnose: DefineVerb = (command, io, finish) => {
  const target = command.argument('[target]', 'domain, address, host[:port] or [ipv6]:port')
  withGlobals(withProgress(addDiagnoseOptions(target))).action(async (given: string | undefined, flags: Flags) => {
    // The help, and the complaint about a command line, wait for nothing of this.
    const { runDiagnose } = await import('./run-diagnose.ts')
    finish(await runDiagnose(given, flags, command, io))
  })
}
