import { autopsy } from '../../app/autopsy/autopsy.ts'
import { autopsyText } from './autopsy-text.ts'
import { paintFor, withGlobals, type GlobalOptions } from './globals.ts'
import { UsageProblem } from './io.ts'
import type { DefineVerb } from './verbs.ts'

interface Flags extends GlobalOptions {
  readonly ladder?: boolean
  readonly all?: boolean
}

export const defineAutopsy: DefineVerb = (command, io, finish) => {
  withGlobals(command.argument('<file>', 'pcap or pcapng, plain, .gz or .zst; - is standard input'))
    .option('--ladder', 'the packets of each failed session')
    .option('--all', 'show healthy sessions too')
    .action(async (path: string, flags: Flags) => {
      const document = await autopsy({ path }, flags.ladder === true ? { ladder: 'failed' } : {})
      if (
        document.source.packets === 0 &&
        document.source.notes.some((note) => note.startsWith('the file could not be read'))
      ) {
        throw new UsageProblem(`cannot read ${path}: ${document.source.notes.join('; ')}`)
      }
      if (flags.json === true) io.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`)
      else io.stdout.write(`${autopsyText(document, paintFor(flags, io), flags.all === true)}\n`)
      finish(document.healthy ? 0 : 1)
    })
}
