import type { Progress } from '../../app/logs/analyse.ts'
import { printable } from '../../base/printable.ts'
import type { GlobalOptions } from './globals.ts'
import type { CliIo } from './io.ts'

/** A log that is read in less time needs no word. */
const PATIENCE_MS = 2_000
const BETWEEN_MS = 500
/** Back to the start of the line, and clear it. */
const ANEW = '\r\u001b[K'

export interface LogsProgress {
  readonly onProgress: (progress: Progress) => void
  /** Takes the line away. */
  readonly done: () => void
}

/** How far a long log is read, on one line of a terminal that is written anew. undefined where nobody watches. */
export function logsProgress(options: GlobalOptions, io: CliIo, nowMs = Date.now): LogsProgress | undefined {
  if (options.quiet === true || io.stderr.isTTY !== true) return undefined
  let next = nowMs() + PATIENCE_MS
  let shown = false
  return {
    onProgress(progress) {
      const now = nowMs()
      if (now < next) return
      next = now + BETWEEN_MS
      shown = true
      io.stderr.write(`${ANEW}${progressLine(progress)}`)
    },
    done() {
      if (shown) io.stderr.write(ANEW)
    },
  }
}

function progressLine({ name, bytesRead, sizeBytes, lines }: Progress): string {
  const share =
    sizeBytes === null || sizeBytes === 0
      ? `${megabytes(bytesRead)} MB`
      : `${Math.min(100, Math.floor((bytesRead / sizeBytes) * 100))} % of ${megabytes(sizeBytes)} MB`
  return `${printable(name.slice(-40), 44)}: ${share}, ${lines} lines`
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)
}
