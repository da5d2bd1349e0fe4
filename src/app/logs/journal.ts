import { spawn } from 'node:child_process'
import type { LogInput } from './inputs.ts'
import { streamInput } from './inputs.ts'

export interface JournalOptions {
  readonly since?: string
  readonly until?: string
  readonly follow?: boolean
  readonly nowMs: number
}

/** systemd's journal, mail facility, as JSON lines. A machine without `journalctl` gives a note and no lines. */
export function journalInput(options: JournalOptions): LogInput {
  const args = ['--output=json', '--no-pager', '--quiet', 'SYSLOG_FACILITY=2']
  if (options.since !== undefined) args.push(`--since=${options.since}`)
  if (options.until !== undefined) args.push(`--until=${options.until}`)
  if (options.follow === true) args.push('--follow')
  return {
    name: 'journalctl',
    sizeBytes: null,
    notAfterMs: options.nowMs,
    async read(onChunk, onPacked) {
      const child = spawn('journalctl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
      let complaint = ''
      child.stderr.on('data', (chunk: Buffer) => {
        if (complaint.length < 2_000) complaint += chunk.toString('utf8')
      })
      const ended = new Promise<string | null>((resolve) => {
        child.on('error', (error) => resolve(`journalctl did not start: ${error.message}`))
        child.on('close', (code) => resolve(code === 0 || code === null ? null : `journalctl: ${complaint.trim()}`))
      })
      const note = await Promise.race([
        streamInput('journalctl', child.stdout, options.nowMs).read(onChunk, onPacked),
        ended,
      ])
      child.kill()
      return note ?? (await ended)
    },
  }
}
