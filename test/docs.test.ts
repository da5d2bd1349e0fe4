import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { expect, test } from 'vitest'
import { VERBS } from '../src/surface/cli/verbs.ts'

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
