/** One reading of a log in a process of its own, to be measured, as the command is set up. Usage: node logs-run.ts FILE */
import { compileCache } from '../src/surface/cli/compile-cache.ts'
import { quickImports } from '../src/surface/cli/quick-imports.ts'
import { steadyHeap } from '../src/surface/cli/steady-heap.ts'

compileCache()
quickImports()
const { openLogs } = await import('../src/app/logs/open-logs.ts')
// After the modules, as the verb does it: Node compiles its own anew under other flags than it was built with.
steadyHeap()
const document = await openLogs([process.argv[2] ?? '-'], {})
console.log(document.lines.read, document.attempts.sent, JSON.stringify(document.folded))
