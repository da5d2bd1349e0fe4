import { withGlobals, withProgress } from './globals.ts'
import { oneLine, port, resolver, whole } from './option-values.ts'
import type { Flags } from './run-capture.ts'
import type { DefineVerb } from './verbs.ts'

export const defineCapture: DefineVerb = (command, io, finish) => {
  const options = command
    .argument('<target>', 'domain, address, host[:port] or [ipv6]:port')
    .option('--out <file>', 'the pcap to write (default: a new one here)')
    .option('--until-failure', 'watch the sessions of other programs with TARGET until one fails')
    .option('--for <seconds>', 'with --until-failure: give up after so long', whole(1, 31_536_000))
    .option('--limit <megabytes>', 'keep at most so much, the newest', whole(1, 100_000), 64)
    .option('--device <name>', 'network interface (default: any)', oneLine)
    .option('--port <n>', 'port instead of 25', port)
    .option('--payloads', 'keep credentials and message octets')
    .option('--resolver <address>', 'DNS server to ask (repeatable)', resolver, [])
    .option('--budget <seconds>', 'time limit of the diagnosis (30)', whole(1, 3600))
  withGlobals(withProgress(options)).action(async (given: string, flags: Flags) => {
    const { runCapture } = await import('./run-capture.ts')
    finish(await runCapture(given, flags, command, io))
  })
}
