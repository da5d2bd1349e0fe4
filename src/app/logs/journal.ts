import { spawn } from 'node:child_process'
import type { LogInput } from './inputs.ts'
import { streamInput } from './inputs.ts'

export interface JournalOptions {
  readonly sinceMs?: number
  readonly untilMs?: number
  readonly follow?: boolean
  /** Ends the following. */
  readonly signal?: AbortSignal
  readonly nowMs: number
}

/** The mail facility, and servers that write to their standard output. */
const MAIL = [
  'SYSLOG_FACILITY=2',
  '+',
  ...['haraka', 'stalwart', 'stalwart-mail', 'kumod', 'postal', 'exim', 'exim4', 'smtpd'].map(
    (name) => `SYSLOG_IDENTIFIER=${name}`,
  ),
]

/** systemd's journal, mail facility, as JSON lines. A machine without `journalctl` gives a note and no lines. */
export function journalInput(options: JournalOptions): LogInput {
  const args = ['--output=json', '--no-pager', '--quiet', ...MAIL]
  if (options.sinceMs !== undefined) args.push(`--since=@${Math.floor(options.sinceMs / 1_000)}`)
  if (options.untilMs !== undefined) args.push(`--until=@${Math.ceil(options.untilMs / 1_000)}`)
  if (options.follow === true) args.push('--follow')
  return {
    name: 'journalctl',
    sizeBytes: null,
    notAfterMs: options.nowMs,
    async read(onChunk, onPacked) {
      const child = spawn('journalctl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
      const stop = (): void => void child.kill()
      options.signal?.addEventListener('abort', stop)
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
      options.signal?.removeEventListener('abort', stop)
      child.kill()
      return note ?? (await ended)
    },
  }
}
