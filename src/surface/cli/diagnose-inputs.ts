import type { DiagnoseOptions } from '../../app/diagnose/options.ts'
import { readCase } from './case-file.ts'
import type { DiagnoseFlags } from './diagnose-options.ts'
import { readInput, readSymptom } from './files.ts'
import { UsageProblem, type CliIo } from './io.ts'

/** What the command line says of a diagnosis, with the files that it names read. */
export async function readOptions(target: string, flags: DiagnoseFlags, io: CliIo): Promise<DiagnoseOptions> {
  const symptoms = await Promise.all(flags.symptom.map((text) => readSymptom(text, io)))
  const password = flags.passwordFile === undefined ? undefined : await readPassword(flags.passwordFile)
  const message = flags.message === undefined ? undefined : await readMessage(flags.message)
  const elsewhere = flags.fromCase === undefined ? undefined : await readCase(flags.fromCase)
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

async function readPassword(file: string): Promise<string> {
  const password = (await readInput(file)).replace(/\r?\n$/, '')
  if (password === '') throw new UsageProblem(`--password-file ${file} is empty`)
  return password
}

/** As it stands, one character for each octet. */
async function readMessage(file: string): Promise<string> {
  const message = await readInput(file, 'latin1')
  if (message === '') throw new UsageProblem(`--message ${file} is empty`)
  return message
}
