import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { expect, test } from 'vitest'
import { DEMO_FAULTS } from '../src/app/demo/demo-faults.ts'
import { VERBS } from '../src/surface/cli/verbs.ts'
import { SCHEMAS } from '../src/surface/contract.ts'
import { hangup } from './kit/hangup.ts'

/** The documentation and the command line agree, both ways. */

const root = resolve(import.meta.dirname, '..')
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })].map((page) => ({
  page,
  text: readFileSync(join(root, page), 'utf8'),
}))

const OPTIONS = new Map<string, ReadonlySet<string>>()
const IO = {
  stdout: { write: () => undefined },
  stderr: { write: () => undefined },
  stdin: () => Promise.resolve(new Uint8Array()),
  env: {},
  signal: new AbortController().signal,
}
for (const [name, verb] of Object.entries(VERBS)) {
  const command = new Command(name)
  ;(await verb.load())(command, IO, () => undefined)
  OPTIONS.set(name, new Set(command.options.flatMap(({ long }) => long ?? [])))
}

test.each(pages)('$page names no option that its verb does not have', ({ text }) => {
  // A command ends with its line, its code span or its sentence in code.
  for (const [, verb = '', rest = ''] of text.matchAll(/\bhangup ([a-z]+)([^\n`|#]*)/g)) {
    const known = OPTIONS.get(verb)
    if (known === undefined) continue
    const named = [...rest.matchAll(/(?<![\w-])--[a-z][a-z0-9-]*/g)].map(([option]) => option)
    expect(named.filter((option) => !known.has(option))).toEqual([])
  }
})

test.each([...OPTIONS])('the handbook or the README names every option of %s', (_verb, options) => {
  const named = new Set(
    pages
      .filter(({ page }) => page === 'README.md' || page.endsWith('handbook.md'))
      .flatMap(({ text }) => [...text.matchAll(/(?<![\w-])--[a-z][a-z0-9-]*/g)].map(([option]) => option)),
  )
  expect([...options].filter((option) => !named.has(option))).toEqual([])
})

test('the README shows what its command prints, from the beginning', async () => {
  const shown = /^\$ hangup ([^\n]+)\n([\s\S]*?)^```$/m.exec(pages[0]?.text ?? '')
  const { stdout } = await hangup(wordsOf(shown?.[1] ?? ''))
  expect(stdout.slice(0, shown?.[2]?.length)).toBe(shown?.[2])
})

const EXAMPLES = Object.entries(VERBS).flatMap(([name, verb]) => verb.examples.map((line) => [name, line] as const))

test.each(EXAMPLES)('the help of %s shows what it takes: %s', async (name, line) => {
  const [program, called, ...argv] = wordsOf(line.replace(/ < \S+$/, ''))
  expect([program, called]).toEqual(['hangup', name])
  const command = new Command(name).exitOverride().configureOutput({ writeErr: () => undefined })
  await VERBS[name]?.load().then((define) => define(command, IO, () => undefined))
  let operands: readonly string[] = []
  command.action(() => {
    operands = command.args
  })
  await command.parseAsync(argv, { from: 'user' })
  if (name === 'demo') for (const fault of operands) expect(DEMO_FAULTS.map((one) => one.name)).toContain(fault)
  if (name === 'schema') expect(Object.keys(SCHEMAS)).toEqual(expect.arrayContaining([...operands]))
})

/** A command line as a shell takes it apart, as far as our examples need it. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}
