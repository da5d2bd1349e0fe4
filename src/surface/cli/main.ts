#!/usr/bin/env node
import { compileCache } from './compile-cache.ts'

compileCache()
// Only what is imported from here on comes from there.
await import('./process.ts')
