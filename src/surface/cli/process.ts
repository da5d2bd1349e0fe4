import { LIMIT_BYTES } from './files.ts'
import { UsageProblem } from './io.ts'
import { run } from './run.ts'

const ended = new AbortController()
let interrupts = 0
process.on('SIGINT', () => {
  interrupts += 1
  ended.abort()
  // A second Ctrl-C means "now".
  if (interrupts > 1) process.exit(130)
})
process.on('SIGTERM', () => ended.abort())
// `hangup … | head` closes our output: that is no defect.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

const exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: async () => {
    const chunks: Buffer[] = []
    let total = 0
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > LIMIT_BYTES) throw new UsageProblem(`standard input has more than ${LIMIT_BYTES} octets`)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  },
  env: process.env,
  signal: ended.signal,
})
process.exitCode = exitCode
