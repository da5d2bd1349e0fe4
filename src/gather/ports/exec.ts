import { spawn } from 'node:child_process'
import type { Exec, ExecResult } from '../../domain/ports.ts'

const DEFAULT_TIMEOUT_MS = 10_000
/** Of each of stdout and stderr; what comes after is read and dropped. */
const OUTPUT_LIMIT_BYTES = 4 * 1024 * 1024

/**
 * Programs of this machine, without a shell, in the C locale. `missing` also means that we may not run it.
 * A program killed by a signal has exit code 128 + n as a shell would say, or 128 when the number is not known.
 */
export const systemExec: Exec = {
  run: (command, args, options = {}) =>
    new Promise<ExecResult>((resolve) => {
      if (options.signal?.aborted === true) return resolve({ kind: 'timeout' })
      const child = spawn(command, args, {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...process.env, LC_ALL: 'C', PATH: searchPath() },
      })
      const stdout = collector()
      const stderr = collector()
      let timedOut = false
      const end = (): void => {
        timedOut = true
        child.kill('SIGKILL')
        // A grandchild may keep the pipes open; it is not waited for.
        child.stdout.destroy()
        child.stderr.destroy()
      }
      const timer = setTimeout(end, options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
      const settle = (result: ExecResult): void => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', end)
        resolve(result)
      }
      options.signal?.addEventListener('abort', end, { once: true })
      child.stdout.on('data', stdout.take)
      child.stderr.on('data', stderr.take)
      child.once('error', () => settle({ kind: 'missing' }))
      child.once('close', (exitCode) =>
        settle(
          timedOut
            ? { kind: 'timeout' }
            : { kind: 'done', exitCode: exitCode ?? 128, stdout: stdout.text(), stderr: stderr.text() },
        ),
      )
      // The program may end without reading what we have for it.
      child.stdin.on('error', () => undefined)
      child.stdin.end(options.stdin ?? '')
    }),
}

/** Mail and network tools live in the sbin folders, which users often lack in their PATH. */
function searchPath(): string {
  return [process.env['PATH'] ?? '/usr/bin:/bin', '/usr/local/sbin', '/usr/sbin', '/sbin'].join(':')
}

function collector(): { take: (chunk: Buffer) => void; text: () => string } {
  const chunks: Buffer[] = []
  let total = 0
  return {
    take(chunk) {
      if (total >= OUTPUT_LIMIT_BYTES) return
      const kept = chunk.subarray(0, OUTPUT_LIMIT_BYTES - total)
      chunks.push(kept)
      total += kept.length
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}
