import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { CAUSES } from '../../src/causes/index.ts'

/** Causes are written in the words of `src/causes/shared/` (docs/contributing.md): what has a word there is not made by hand. */
const MADE_IN: readonly (readonly [what: string, made: RegExp, home: string])[] = [
  ['a weight', /Math\.log\(/, 'shared/weights.ts'],
  ['a clue', /\bshownBy:/, 'shared/clue.ts'],
  ['an order of observations', /\bid\.(length|slice|localeCompare)\b/, 'shared/in-order.ts'],
]

const root = resolve(import.meta.dirname, '../../src/causes')
const files = globSync('**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))

test.each(MADE_IN)('%s is made in one place', (_what, made, home) => {
  const makers = files.filter((file) => made.test(readFileSync(resolve(root, file), 'utf8')))
  expect(makers.filter((file) => file !== home)).toEqual([])
})

test('a reference can be looked up by whoever reads the page: it is no note of ours', () => {
  const notes = CAUSES.flatMap(({ id, references }) =>
    references.filter((reference) => /\.md\b/.test(reference)).map((reference) => `${id}: ${reference}`),
  )
  expect(notes).toEqual([])
})
