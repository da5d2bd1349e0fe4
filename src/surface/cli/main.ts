#!/usr/bin/env node
import { compileCache } from './compile-cache.ts'
import { quickImports } from './quick-imports.ts'

compileCache()
quickImports()
// Only what is imported from here on comes from there.
await import('./process.ts')
