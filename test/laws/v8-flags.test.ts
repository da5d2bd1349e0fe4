import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SOURCES = join(import.meta.dirname, '../../src')

test('of V8’s flags only those of the heap are set while a program runs: under others test runs have crashed', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  const setting = files.filter(
    (file) =>
      file.endsWith('.ts') &&
      !file.endsWith('.test.ts') &&
      readFileSync(join(SOURCES, file), 'utf8').includes('setFlagsFromString'),
  )
  expect(setting.map((file) => file.replaceAll('\\', '/'))).toEqual(['surface/cli/steady-heap.ts'])
})
