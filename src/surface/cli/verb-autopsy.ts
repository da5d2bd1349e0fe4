import { withGlobals } from './globals.ts'
import { software } from './option-values.ts'
import type { Flags } from './run-autopsy.ts'
import { steadyNursery } from './steady-heap.ts'
import type { DefineVerb } from './verbs.ts'

export const defineAutopsy: DefineVerb = (command, io, finish) => {
  const options = command
    .usage('[options] <file>')
    .argument('[file]', 'pcap or pcapng, plain, .gz or .zst; - is standard input')
    .option('--ladder', 'the packets of each failed session')
    .option('--all', 'show healthy sessions too')
    .option('--extract <file>', 'write the packets that prove it to a pcapng file')
    .option('--payloads', 'keep credentials and message octets in the extract')
    .option('--redact', 'hide mail addresses, also in the extract')
    .option('--against <file>', 'a capture of the same sessions at another point of the path')
    .option('--log <file...>', 'logs of the mail server: its lines stand beside the sessions they are about')
    .option('--like <software>', 'write the fix for this mail server', software)
  withGlobals(options).action(async (path: string | undefined, flags: Flags) => {
    const { runAutopsy } = await import('./run-autopsy.ts')
    steadyNursery()
    finish(await runAutopsy(path, flags, command, io))
  })
}
