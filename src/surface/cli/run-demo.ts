import type { DemoFault } from '../../app/demo/demo-fault.ts'
import { startFault } from '../../app/demo/play.ts'
import { openApp } from '../../app/open-app.ts'
import { jsonText } from '../../base/json-text.ts'
import { parseTarget } from '../../domain/target.ts'
import { diagnosisDocument } from '../../report/diagnosis-json.ts'
import { diagnosisText } from '../../report/terminal/diagnosis.ts'
import { demoCommand } from './demo-command.ts'
import { paintFor, type GlobalOptions } from './globals.ts'
import { UsageProblem, type CliIo } from './io.ts'
import { progressWriter } from './progress.ts'
import { quietDiagnosis } from './quiet.ts'

export interface Flags extends GlobalOptions {
  readonly list?: boolean
  readonly serve?: boolean
  readonly port?: number
  readonly verbose?: boolean
}

/** The demo succeeds when the diagnosis says what the server was made to do. */
export async function play(fault: DemoFault, flags: Flags, io: CliIo): Promise<void> {
  const app = openApp({ signal: io.signal })
  const peer = await start(fault, flags)
  try {
    const target = parseTarget(`${peer.address}:${peer.port}`, app.toAscii)
    if (target.kind === 'problem') throw new Error(target.problem)
    if (flags.json !== true && flags.quiet !== true)
      io.stdout.write(`Demo “${fault.name}”: ${fault.title}.\nA local SMTP server plays it; Hangup is not told.\n\n`)
    const diagnosis = await app.diagnose(
      target,
      { target: target.given, localMta: false, dane: false, mtaSts: false, ...fault.options },
      progressWriter(flags, io),
    )
    if (flags.json === true) io.stdout.write(`${jsonText(diagnosisDocument(diagnosis), 2)}\n`)
    else if (flags.quiet === true) io.stdout.write(`${quietDiagnosis(diagnosis)}\n`)
    else io.stdout.write(`${diagnosisText(diagnosis, paintFor(flags, io))}\n${again(fault, peer.port)}`)
    if (io.signal.aborted) throw new UsageProblem(`the demo ${fault.name} was interrupted`)
    if ((diagnosis.verdict?.cause ?? null) !== fault.cause)
      throw new Error(
        `the demo ${fault.name} was diagnosed as ${diagnosis.verdict?.cause ?? 'healthy'}, not as ${fault.cause ?? 'healthy'}`,
      )
  } finally {
    await peer.close()
  }
}

/** The check of the report needs the server that ends with the demo. */
function again(fault: DemoFault, port: number): string {
  return `\nThe server of this demo has ended. To have it again, for your own mail code:\n       hangup demo --serve ${fault.name} --port ${port}\n`
}

/** Leaves the faulty server running until the user has had enough. */
export async function serve(fault: DemoFault, flags: Flags, io: CliIo): Promise<void> {
  const peer = await start(fault, flags)
  const endpoint = `${peer.address}:${peer.port}`
  io.stdout.write(
    `${fault.title}\nlistening on ${endpoint}; Ctrl-C ends it\n\nTo see it diagnosed, in another terminal:\n       ${demoCommand(fault, endpoint)}\n`,
  )
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve()
    io.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await peer.close()
}

async function start(fault: DemoFault, flags: Flags): ReturnType<typeof startFault> {
  try {
    return await startFault(fault, flags.port)
  } catch (error) {
    throw new UsageProblem(
      `cannot listen on port ${flags.port ?? 0}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
