import { fileTrouble } from '../../base/file-trouble.ts'
import { LIMIT_BYTES } from './files.ts'
import { UsageProblem } from './io.ts'
import { run } from './run.ts'
import { VERBS, verbOf } from './verbs.ts'

const argv = process.argv.slice(2)
const ended = new AbortController()
const endsItself = VERBS[verbOf(argv) ?? '']?.endsItself === true
// Also when the terminal is closed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // A second Ctrl-C means "now".
    if (ended.signal.aborted || !endsItself) {
      process.stderr.write('hangup: interrupted\n')
      process.exit(2)
    }
    ended.abort()
  })
}

let unwritten = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  ended.abort()
  // `hangup … | head` closes our output: that is no failure, and files that were asked for are written still.
  if (error.code === 'EPIPE' || unwritten) return
  unwritten = true
  process.exitCode = 2
  process.stderr.write(`hangup: cannot write standard output: ${fileTrouble(error)}\n`)
})
// Nobody is left to be told.
process.stderr.on('error', () => undefined)

const exitCode = await run(argv, {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: readStdin,
  env: process.env,
  signal: ended.signal,
})
process.exitCode = unwritten ? 2 : exitCode
// What was being read when we were interrupted, an open pipe for one, would keep the process.
if (ended.signal.aborted) process.stdout.write('', () => process.exit())

async function readStdin(): Promise<Uint8Array> {
  if (process.stdin.isTTY) process.stderr.write('Reading from the terminal; Ctrl-D ends the text.\n')
  const chunks: Buffer[] = []
  let total = 0
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > LIMIT_BYTES) throw new UsageProblem(`standard input has more than ${LIMIT_BYTES} octets`)
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof UsageProblem ? error : new UsageProblem(`cannot read standard input: ${fileTrouble(error)}`)
  }
  return Buffer.concat(chunks)
}
