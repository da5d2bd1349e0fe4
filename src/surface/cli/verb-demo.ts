import { DEMO_FAULTS } from '../../app/demo/demo-faults.ts'
import { jsonText } from '../../base/json-text.ts'
import { withGlobals, withProgress } from './globals.ts'
import { UsageProblem } from './io.ts'
import { whole } from './option-values.ts'
import type { Flags } from './run-demo.ts'
import { sayUnused } from './unused.ts'
import type { DefineVerb } from './verbs.ts'

export const defineDemo: DefineVerb = (command, io, finish) => {
  const options = command
    .argument('[fault]', 'name of the fault (--list shows them)')
    .option('--list', 'name all faults')
    .option('--serve', 'leave the faulty server running, to test your own mail code against it')
    .option('--port <n>', 'port of the server (default: a free one)', whole(0, 65_535))
  withGlobals(withProgress(options)).action(async (name: string | undefined, flags: Flags) => {
    if (flags.list === true) {
      io.stdout.write(`${flags.json === true ? jsonText(demosDocument(), 2) : demosText()}\n`)
      return finish(0)
    }
    if (flags.serve === true) sayUnused(command, io, ['json', 'quiet', 'verbose'], '--serve makes no diagnosis')
    const fault = name === undefined ? DEMO_FAULTS[0] : DEMO_FAULTS.find((one) => one.name === name)
    if (fault === undefined)
      throw new UsageProblem(
        `there is no demo ${JSON.stringify(name)}; the names are ${DEMO_FAULTS.map((one) => one.name).join(', ')}`,
      )
    const { play, serve } = await import('./run-demo.ts')
    await (flags.serve === true ? serve(fault, flags, io) : play(fault, flags, io))
    finish(0)
  })
}

function demosText(): string {
  return DEMO_FAULTS.map(({ name, title }) => `${name.padEnd(18)} ${title}`).join('\n')
}

function demosDocument(): object {
  return { schema: 'hangup.demos/1', demos: DEMO_FAULTS.map(({ name, title, cause }) => ({ name, title, cause })) }
}
