import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('no raw template holds what is not ASCII: the bundler could not escape it, and nothing could be published', () => {
  const found = globSync('src/**/*.ts', { exclude: ['**/*.test.ts'] }).filter((path) =>
    [...readFileSync(path, 'utf8').matchAll(/String\.raw`([^`]*)`/g)].some(([, raw]) => /[^\0-\x7f]/.test(raw ?? '')),
  )
  expect(found).toEqual([])
})
