#!/usr/bin/env node
import { compileCache } from './compile-cache.ts'
import { nodeProblem } from './node-version.ts'
import { quickImports } from './quick-imports.ts'

const problem = nodeProblem(process.version, process.execPath)
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`)
  process.exit(2)
}
compileCache()
quickImports()
// Only what is imported from here on comes from there.
await import('./process.ts')
