import { jsonText } from '../../base/json-text.ts'
import type { DiagnoseOptions } from '../../app/diagnose/options.ts'
import { openApp } from '../../app/open-app.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { parseTarget } from '../../domain/target.ts'
import { diagnosisDocument } from '../../report/diagnosis-json.ts'
import { redact } from '../../report/redact.ts'
import { diagnosisText } from '../../report/terminal/diagnosis.ts'
import { addDiagnoseOptions, type DiagnoseFlags } from './diagnose-options.ts'
import { captureLine, captureName } from './capture-text.ts'
import { expectNew, expectWritable, readInput, readSymptom, writeOutput } from './files.ts'
import { paintFor, withGlobals, type GlobalOptions } from './globals.ts'
import { UsageProblem, type CliIo } from './io.ts'
import { progressWriter, withProgress } from './progress.ts'
import { exitCodeOf, quietDiagnosis } from './quiet.ts'
import type { DefineVerb } from './verbs.ts'

type Flags = DiagnoseFlags & GlobalOptions

export const defineDiagnose: DefineVerb = (command, io, finish) => {
  const target = command.argument('[target]', 'domain, address, host[:port] or [ipv6]:port')
  withGlobals(withProgress(addDiagnoseOptions(target))).action(async (given: string | undefined, flags: Flags) => {
    await expectWritable(flags.save)
    await expectWritable(flags.report)
    if (typeof flags.capture === 'string') await expectNew(flags.capture)
    const diagnosis = flags.case === undefined ? await live(given, flags, io) : await fromCase(flags.case)
    const shown = flags.redact === true ? redact(diagnosis) : diagnosis
    if (flags.json === true) io.stdout.write(`${jsonText(diagnosisDocument(shown), 2)}\n`)
    else if (flags.quiet === true) io.stdout.write(`${quietDiagnosis(shown)}\n`)
    else io.stdout.write(`${diagnosisText(shown, paintFor(flags, io), flags.like)}\n`)
    await keep(shown, flags)
    finish(exitCodeOf(diagnosis))
  })
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
  const target = parseTarget(given, app.toAscii)
  if (target.kind === 'problem')
    throw new UsageProblem(
      `cannot use ${JSON.stringify(given)} as a target: ${target.problem}${target.hint === undefined ? '' : `. ${target.hint}`}`,
    )
  if (flags.send === true && flags.rcpt.length === 0 && target.mailbox === undefined) {
    throw new UsageProblem('--send needs a mailbox that may receive the test message: say --rcpt ADDRESS')
  }
  const { capture } = flags
  if (capture === undefined) return app.diagnose(target, await optionsOf(given, flags, io), progressWriter(flags, io))
  const { packetWitness } = await import('../../app/capture/packet-witness.ts')
  const file = capture === true ? captureName(target.given, new Date()) : capture
  const { witness, outcome } = packetWitness({ file })
  const diagnosis = await app.diagnose(target, await optionsOf(given, flags, io), progressWriter(flags, io), witness)
  io.stderr.write(`${captureLine(outcome(), false)}\n`)
  return diagnosis
}

async function fromCase(file: string): Promise<Diagnosis> {
  const diagnosis = openApp({}).replayCase(await readInput(file))
  if (diagnosis === undefined) throw new UsageProblem(`${file} is not a case saved by hangup (schema hangup.case/1)`)
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

async function optionsOf(target: string, flags: Flags, io: CliIo): Promise<DiagnoseOptions> {
  const symptoms = await Promise.all(flags.symptom.map((text) => readSymptom(text, io)))
  const password =
    flags.passwordFile === undefined ? undefined : (await readInput(flags.passwordFile)).replace(/\r?\n$/, '')
  const message = flags.message === undefined ? undefined : await readInput(flags.message, 'latin1')
  const elsewhere = flags.fromCase === undefined ? undefined : await readInput(flags.fromCase)
  if (flags.ipv4 === true && flags.ipv6 === true) throw new UsageProblem('--ipv4 and --ipv6 exclude each other')
  return {
    target,
    symptoms,
    rcpt: flags.rcpt.length === 0 ? undefined : flags.rcpt,
    ehloName: flags.ehlo,
    from: flags.from,
    bind: flags.bind,
    family: flags.ipv4 === true ? 4 : flags.ipv6 === true ? 6 : undefined,
    port: flags.port,
    user: flags.user,
    password,
    tls: flags.tls,
    tlsMin: flags.tlsMin,
    tlsMax: flags.tlsMax,
    helloSizeBytes: flags.helloSize,
    // commander's default for --no-… is true; only an explicit no is the user's word.
    pipelining: flags.pipelining ? undefined : false,
    chunking: flags.chunking,
    pauseMs: flags.pause,
    speaksEarly: flags.speaksEarly,
    timeoutMs: flags.timeout,
    like: flags.like,
    send: flags.send,
    sizeBytes: flags.size,
    contains: flags.contains,
    message,
    compare: flags.compare,
    fromCase: elsewhere,
    budgetSeconds: flags.budget,
    maxConnections: flags.maxConnections,
    deep: flags.deep,
    mtaSts: flags.mtaSts,
    dane: flags.dane,
    localMta: flags.localMta,
    dnsbls: flags.dnsbl,
    dkimSelector: flags.dkimSelector,
  }
}
