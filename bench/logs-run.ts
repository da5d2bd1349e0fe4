/** One reading of a log in a process of its own, to be measured, with the compile cache and the heap that the command has. Usage: node logs-run.ts FILE */
import { compileCache } from '../src/surface/cli/compile-cache.ts'
import { steadyHeap } from '../src/surface/cli/steady-heap.ts'

compileCache()
steadyHeap()
const { openLogs } = await import('../src/app/logs/open-logs.ts')
const document = await openLogs([process.argv[2] ?? '-'], {})
console.log(document.lines.read, document.attempts.sent, JSON.stringify(document.folded))
