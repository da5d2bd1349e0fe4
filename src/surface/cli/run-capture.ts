import type { Command } from 'commander'
import type { CaptureOutcome, CaptureSettings } from '../../app/capture/packet-witness.ts'
import { baselineClients } from '../../app/diagnose/packet-witness.ts'
import { openApp } from '../../app/open-app.ts'
import { jsonText } from '../../base/json-text.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { diagnosisText } from '../../report/terminal/diagnosis.ts'
import { autopsyText } from './autopsy-text.ts'
import { captureLine, captureName } from './capture-text.ts'
import { readTarget } from './diagnose-sense.ts'
import { paintFor, type GlobalOptions } from './globals.ts'
import { UsageProblem, type CliIo, type ExitCode } from './io.ts'
import { expectNew } from './output-files.ts'
import { progressWriter } from './progress.ts'
import { exitCodeOf, quietAutopsy, quietDiagnosis } from './quiet.ts'
import { sayUnused } from './unused.ts'

export interface Flags extends GlobalOptions {
  readonly out?: string
  readonly port?: number
  readonly device?: string
  readonly limit: number
  readonly for?: number
  readonly untilFailure?: boolean
  readonly payloads?: boolean
  readonly verbose?: boolean
  readonly resolver: readonly string[]
  readonly budget?: number
}

type App = ReturnType<typeof openApp>

/** What `hangup capture` does once its command line is read. */
export async function runCapture(given: string, flags: Flags, command: Command, io: CliIo): Promise<ExitCode> {
  const app = openApp({ resolvers: flags.resolver, signal: io.signal })
  const target = readTarget(given, app.toAscii)
  if (flags.untilFailure === true)
    sayUnused(command, io, ['budget', 'verbose'], '--until-failure makes no session of its own')
  else sayUnused(command, io, ['for'], 'it belongs to --until-failure')
  const settings = await settingsOf(given, flags)
  return flags.untilFailure === true
    ? watch(app, target, settings, flags, io)
    : aroundDiagnosis(app, target, settings, flags, io)
}

async function watch(
  app: App,
  target: ParsedTarget,
  settings: CaptureSettings,
  flags: Flags,
  io: CliIo,
): Promise<ExitCode> {
  const endpoints = await app.endpointsOf(target, flags.port)
  if (endpoints.length === 0)
    throw new UsageProblem(`${target.given} has no address to watch: DNS names none for its mail`)
  if (flags.quiet !== true)
    io.stderr.write(
      `Watching ${endpoints.map(({ address }) => address).join(', ')} until a session fails; Ctrl-C ends it.\n`,
    )
  const { captureUntilFailure } = await import('../../app/capture/until-failure.ts')
  const outcome = await captureUntilFailure(
    { ...settings, endpoints, ...(flags.for === undefined ? {} : { forMs: flags.for * 1000 }) },
    app.clock,
    io.signal,
  )
  const autopsy = accepted(outcome, io, flags)
  if (flags.json === true) io.stdout.write(`${jsonText(autopsy, 2)}\n`)
  else io.stdout.write(`${flags.quiet === true ? quietAutopsy(autopsy) : autopsyText(autopsy, paintFor(flags, io))}\n`)
  return autopsy.healthy ? 0 : 1
}

async function aroundDiagnosis(
  app: App,
  target: ParsedTarget,
  settings: CaptureSettings,
  flags: Flags,
  io: CliIo,
): Promise<ExitCode> {
  const { packetWitness } = await import('../../app/capture/packet-witness.ts')
  const { witness, outcome } = packetWitness(settings)
  const options = { target: target.given, port: flags.port, budgetSeconds: flags.budget }
  const diagnosis = await app.diagnose(target, options, progressWriter(flags, io), witness)
  const autopsy = accepted(outcome(), io, flags)
  if (flags.json === true) io.stdout.write(`${jsonText(autopsy, 2)}\n`)
  else if (flags.quiet === true) io.stdout.write(`${quietDiagnosis(diagnosis)}\n`)
  else {
    const paint = paintFor(flags, io)
    const ours = baselineClients(diagnosis.evidence)
    // Experiments bend their sessions on purpose: what the packets say of those would only confuse.
    const { remedies: _, ...shown } = {
      ...autopsy,
      sessions: autopsy.sessions.filter(({ client }) => ours.has(client)),
    }
    io.stdout.write(`${diagnosisText(diagnosis, paint)}\n\n${autopsyText(shown, paint)}\n`)
  }
  return exitCodeOf(diagnosis)
}

/** The autopsy of what was captured; without one, the job could not be done. */
function accepted(outcome: CaptureOutcome | undefined, io: CliIo, flags: Flags) {
  if (outcome === undefined || outcome.kind === 'refused') throw new UsageProblem(captureLine(outcome, false))
  if (flags.quiet !== true) io.stderr.write(`${captureLine(outcome, flags.payloads === true)}\n`)
  return outcome.autopsy
}

async function settingsOf(given: string, flags: Flags): Promise<CaptureSettings> {
  const file = flags.out ?? captureName(given, new Date())
  await expectNew(file)
  return {
    file,
    limitBytes: flags.limit * 1_000_000,
    ...(flags.device === undefined ? {} : { device: flags.device }),
    ...(flags.payloads === undefined ? {} : { withPayloads: flags.payloads }),
  }
}
