import { readFileSync, readdirSync } from 'node:fs'
import { domainToASCII } from 'node:url'
import { Command } from 'commander'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { explain, type ExplainInput } from '../../app/explain/explain.ts'
import { judgeWords } from '../../app/judge-words.ts'
import { SCHEMAS } from '../contract.ts'
import type { DiagnoseFlags } from './diagnose-options.ts'
import { expectSense, readTarget } from './diagnose-sense.ts'
import type { CliIo } from './io.ts'
import { VERBS } from './verbs.ts'

const FOLDER = 'test/fixtures/text'

/** The words of a command line as a POSIX shell makes them: single quotes, a backslash, a comment. */
function shellWords(line: string): readonly string[] {
  const words = line.matchAll(/(?<=^| )(?:#.*$|((?:'[^']*'|\\.|[^\s'\\])+))/g)
  return [...words].flatMap(([, word]) =>
    word === undefined
      ? []
      : [word.replaceAll(/'([^']*)'|\\(.)/g, (_all, quoted?: string, one?: string) => quoted ?? one ?? '')],
  )
}

const IO: CliIo = {
  stdout: { write: () => undefined },
  stderr: { write: () => undefined },
  stdin: () => Promise.resolve(new Uint8Array()),
  env: {},
  signal: new AbortController().signal,
}

/** What a program's own settings, keys and certificates are looked at with. */
const LOOKS =
  /^(?:postconf|exim|grep|smtpd|cat|msmtp|doveconf|openssl|ls|keytool|python3|node|php|ruby|Get-ExchangeCertificate|Get-SendConnector|Get-ReceiveConnector)$/

/** Throws as `hangup` complains. */
async function parse(line: string): Promise<void> {
  const [program = '', verb = '', ...words] = shellWords(line)
  if (LOOKS.test(program)) return
  expect(program).toBe('hangup')
  const command = new Command(verb).exitOverride().configureOutput({ writeErr: () => undefined })
  const define = await VERBS[verb]?.load()
  define?.(command, IO, () => undefined)
  await command.action(() => undefined).parseAsync(words, { from: 'user' })
  if (verb === 'diagnose')
    expectSense(readTarget(command.args[0] ?? '', domainToASCII), command.opts<DiagnoseFlags>(), domainToASCII)
}

async function problemsOf(inputs: readonly ExplainInput[], judge: typeof judgeWords): Promise<readonly string[]> {
  const document = await explain(inputs, { lines: false }, judge)
  const { issues = [] } = v.safeParse(SCHEMAS.explanation, JSON.parse(JSON.stringify(document)))
  const problems = issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`)
  for (const line of document.items.flatMap(({ next }) => next))
    await parse(line).catch((error: unknown) => void problems.push(`${line}: ${String(error)}`))
  return problems
}

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith('.tsv')))('%s', (file) => {
  const texts = readFileSync(`${FOLDER}/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => (line.split('\t')[0] ?? '').replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t'))
    .map((text) => ({ kind: 'text', text }) as const)
  it('every command that is proposed is one', async () => {
    expect(
      await problemsOf(
        texts.filter((_text, at) => at % 4 === 1),
        () => undefined,
      ),
    ).toEqual([])
  })
  it('the documents are what the schema promises', async () => {
    expect(
      await problemsOf(
        texts.filter((_text, at) => at % 9 === 0),
        judgeWords,
      ),
    ).toEqual([])
  })
})

it.each(readdirSync(`${FOLDER}/bounces`))('%s', async (file) => {
  const octets = readFileSync(`${FOLDER}/bounces/${file}`)
  expect(await problemsOf([{ kind: 'octets', file, octets }], judgeWords)).toEqual([])
})
