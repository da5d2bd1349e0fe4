/** One reading of a log in a process of its own, to be measured. Usage: node logs-run.ts FILE */
import { openLogs } from '../src/app/logs/open-logs.ts'

const document = await openLogs([process.argv[2] ?? '-'], {})
console.log(document.lines.read, document.attempts.sent)
