import type { AnalysisOptions, AnalysisPorts } from './analysis.ts'
import { openAnalysis } from './analysis.ts'
import type { LogsDocument } from './document.ts'
import type { LogInput } from './inputs.ts'

export interface Progress {
  readonly name: string
  readonly bytesRead: number
  readonly sizeBytes: number | null
  readonly lines: number
}

export interface LogsOptions extends AnalysisOptions {
  readonly onProgress?: (progress: Progress) => void
}

/** So many octets in a row without one log line are no log: a decompression bomb, or a file of another kind. */
const BARREN_LIMIT_BYTES = 64 * 1024 * 1024

/** Reads all inputs in the order given and says what fails, where, since when and why. */
export async function analyseLogs(
  inputs: readonly LogInput[],
  options: LogsOptions,
  ports: AnalysisPorts,
): Promise<LogsDocument> {
  const analysis = openAnalysis(options, ports)
  for (const input of inputs) {
    const reading = analysis.input(input.name, input)
    let barren = false
    const note = await input.read(
      (chunk) => {
        reading.push(chunk)
        barren = reading.barrenBytes() > BARREN_LIMIT_BYTES
        return barren ? 'stop' : undefined
      },
      (bytesRead) =>
        options.onProgress?.({ name: input.name, bytesRead, sizeBytes: input.sizeBytes, lines: reading.lines() }),
      () => reading.restart(),
    )
    reading.end(
      barren ? `stopped: ${BARREN_LIMIT_BYTES / 1_048_576} MiB without one line of a mail server's log` : note,
    )
  }
  return analysis.document()
}
