import type { Command } from 'commander'
import { openApp } from '../../app/open-app.ts'
import { jsonText } from '../../base/json-text.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { diagnosisDocument } from '../../report/diagnosis-json.ts'
import { redact } from '../../report/redact.ts'
import { diagnosisText } from '../../report/terminal/diagnosis.ts'
import { captureLine, captureName } from './capture-text.ts'
import { readCase } from './case-file.ts'
import { readOptions } from './diagnose-inputs.ts'
import type { DiagnoseFlags } from './diagnose-options.ts'
import { expectSense, readTarget, sayWithoutEffect } from './diagnose-sense.ts'
import { paintFor, type GlobalOptions } from './globals.ts'
import { UsageProblem, untilInterrupted, type CliIo, type ExitCode } from './io.ts'
import { expectApart, expectNew, expectWritable, writeOutput } from './output-files.ts'
import { progressWriter } from './progress.ts'
import { exitCodeOf, quietDiagnosis } from './quiet.ts'

export type Flags = DiagnoseFlags & GlobalOptions

/** What `hangup diagnose` does once its command line is read. */
export async function runDiagnose(
  given: string | undefined,
  flags: Flags,
  command: Command,
  io: CliIo,
): Promise<ExitCode> {
  await expectOutputs(flags)
  sayWithoutEffect(command, flags, io)
  const diagnosis =
    flags.case === undefined ? await live(given, flags, io) : await untilInterrupted(fromCase(flags.case, given), io)
  const shown = flags.redact === true ? redact(diagnosis) : diagnosis
  if (flags.json === true) io.stdout.write(`${jsonText(diagnosisDocument(shown), 2)}\n`)
  else if (flags.quiet === true) io.stdout.write(`${quietDiagnosis(shown)}\n`)
  else io.stdout.write(`${diagnosisText(shown, paintFor(flags, io), flags.like)}\n`)
  await keep(shown, flags)
  return exitCodeOf(diagnosis)
}

async function expectOutputs(flags: Flags): Promise<void> {
  const inputs = [flags.case, flags.fromCase, flags.passwordFile, flags.message]
  for (const output of [flags.save, flags.report]) {
    await expectWritable(output)
    await expectApart(output, inputs)
  }
  await expectApart(flags.report, [flags.save])
  if (typeof flags.capture === 'string') await expectNew(flags.capture)
}

async function live(given: string | undefined, flags: Flags, io: CliIo): Promise<Diagnosis> {
  if (given === undefined && typeof flags.capture === 'string')
    throw new UsageProblem(
      `diagnose needs a TARGET; ${flags.capture} was taken for the file of --capture: write the target first, or --capture FILE TARGET`,
    )
  if (given === undefined)
    throw new UsageProblem(
      'diagnose needs a TARGET: a domain, a mail address, host[:port] or [ipv6]:port (or --case FILE)',
    )
  const app = openApp({ resolvers: flags.resolver, signal: io.signal })
  const target = readTarget(given, app.toAscii)
  expectSense(target, flags, app.toAscii)
  const options = await untilInterrupted(readOptions(given, flags, io), io)
  for (const text of options.symptoms ?? []) io.stderr.write(`hangup: --symptom: ${app.toldSymptom(text)}\n`)
  const { capture } = flags
  if (capture === undefined) return app.diagnose(target, options, progressWriter(flags, io))
  const { packetWitness } = await import('../../app/capture/packet-witness.ts')
  const file = capture === true ? captureName(target.given, new Date()) : capture
  const { witness, outcome } = packetWitness({ file })
  const diagnosis = await app.diagnose(target, options, progressWriter(flags, io), witness)
  io.stderr.write(`${captureLine(outcome(), false)}\n`)
  return diagnosis
}

async function fromCase(file: string, given: string | undefined): Promise<Diagnosis> {
  const diagnosis = openApp({}).replayCase(await readCase(file))
  if (given !== undefined && given !== diagnosis.target)
    throw new UsageProblem(`--case ${file} is about ${diagnosis.target}: leave the target ${given} out`)
  return diagnosis
}

async function keep(diagnosis: Diagnosis, flags: Flags): Promise<void> {
  const app = openApp({})
  if (flags.save !== undefined) await writeOutput(flags.save, `${jsonText(app.caseOf(diagnosis), 1)}\n`)
  if (flags.report !== undefined) {
    const { diagnosisHtml } = await import('../../report/html/diagnosis.ts')
    const { diagnosisMarkdown } = await import('../../report/markdown/diagnosis.ts')
    await writeOutput(
      flags.report,
      flags.report.endsWith('.md') ? diagnosisMarkdown(diagnosis, flags.like) : diagnosisHtml(diagnosis, flags.like),
    )
  }
}
