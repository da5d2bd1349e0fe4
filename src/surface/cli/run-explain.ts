import { stat } from 'node:fs/promises'
import { explain, type ExplainInput } from '../../app/explain/explain.ts'
import { gatherInputs } from '../../app/explain/gather-inputs.ts'
import { judgeWords } from '../../app/judge-words.ts'
import { jsonText } from '../../base/json-text.ts'
import { explanationText } from './explanation-text.ts'
import { sayIfNoFile } from './files.ts'
import { paintFor, type GlobalOptions } from './globals.ts'
import { UsageProblem, type CliIo, type ExitCode } from './io.ts'
import { quietExplanation } from './quiet.ts'

export interface Flags extends GlobalOptions {
  readonly lines?: boolean
}

/** What `hangup explain` does once its command line is read. */
export async function runExplain(given: readonly string[], flags: Flags, io: CliIo): Promise<ExitCode> {
  const unreadable: string[] = []
  const inputs = await inputsOf(given, io, (file, why) => void unreadable.push(`cannot read ${file}: ${why}`))
  const document = await explain(inputs, { lines: flags.lines === true }, judgeWords)
  if (document.items.every(({ text }) => text.trim() === ''))
    throw new UsageProblem(
      unreadable[0] ?? 'there is no text to explain: give it as an argument, a file, or on standard input',
    )
  for (const line of unreadable) io.stderr.write(`hangup: ${line}\n`)
  if (flags.json === true) io.stdout.write(`${jsonText(document, 2)}\n`)
  else if (flags.quiet === true) io.stdout.write(`${quietExplanation(document)}\n`)
  else io.stdout.write(`${explanationText(document, paintFor(flags, io))}\n`)
  return document.items.some(({ symptom }) => symptom !== 'accepted') ? 1 : 0
}

/** Arguments that name a file or a folder are read; the others are words of one text. */
async function inputsOf(
  given: readonly string[],
  io: CliIo,
  unreadable: (file: string, why: string) => void,
): Promise<AsyncIterable<ExplainInput> | Iterable<ExplainInput>> {
  if (given.length === 0 || (given.length === 1 && given[0] === '-'))
    return [{ kind: 'octets', file: '-', octets: await io.stdin() }]
  const known = await Promise.all(
    given.map((path) =>
      path.length < 4096 && !path.includes('\0') ? stat(path).catch(() => undefined) : Promise.resolve(undefined),
    ),
  )
  const paths = given.filter((_path, index) => known[index] !== undefined)
  const words = given.filter((_path, index) => known[index] === undefined)
  if (words.length === 0) return gatherInputs(paths, unreadable)
  if (paths.length === 0) {
    if (words.length === 1) sayIfNoFile(words[0] ?? '', io)
    return [{ kind: 'text', text: words.join(' ') }]
  }
  throw new UsageProblem(`${words[0]} is no file; give either files or one text (in quotes)`)
}
