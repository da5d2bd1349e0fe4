import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeProblem } from './node-version.ts'

test.each(['v24.0.0', 'v24.21.0', 'v30.1.0-nightly'])('%s is new enough', (version) => {
  expect(nodeProblem(version, 'node')).toBeUndefined()
})

test.each(['v18.19.0', 'v22.20.0', 'v4.9.1', ''])('%j is too old: said in words, with what to do', (version) => {
  expect(nodeProblem(version, '/usr/bin/node')).toMatch(/needs Node 24 or newer; \/usr\/bin\/node is/)
})

test.each(['main.ts', 'compile-cache.ts', 'quick-imports.ts', 'node-version.ts'])(
  '%s links under an old Node, so that the words can be said: of node:module it imports no names',
  (file) => {
    expect(readFileSync(new URL(file, import.meta.url), 'utf8')).not.toMatch(/import \{[^}]*\} from 'node:module'/)
  },
)
