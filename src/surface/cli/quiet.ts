import type { AutopsyDocument } from '../../app/autopsy/document.ts'
import type { ExplanationDocument } from '../../app/explain/document.ts'
import type { LogsDocument } from '../../app/logs/document.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { ExitCode } from './io.ts'

/** What `--quiet` prints: the verdict alone, a cause a line, for scripts. */

const HEALTHY = 'healthy'
const UNKNOWN = 'unknown'

export function quietDiagnosis({ healthy, verdict }: Diagnosis): string {
  return healthy ? HEALTHY : (verdict?.cause ?? UNKNOWN)
}

/** A diagnosis that neither finds a failure nor calls the target healthy saw nothing: the job was not done. */
export function exitCodeOf({ healthy, verdict }: Diagnosis): ExitCode {
  return verdict !== null ? 1 : healthy ? 0 : 2
}

/** For each text its cause, or the symptom where none is named. */
export function quietExplanation({ items }: ExplanationDocument): string {
  return items.map(({ cause, symptom }) => cause ?? symptom).join('\n')
}

/** The causes of the failures, the most frequent first. */
export function quietLogs({ byCause }: LogsDocument): string {
  return Object.keys(byCause).join('\n') || HEALTHY
}

/** The causes of the sessions that failed, each once. */
export function quietAutopsy({ healthy, sessions }: AutopsyDocument): string {
  const failed = sessions.filter((session) => !session.healthy)
  return healthy ? HEALTHY : [...new Set(failed.map(({ verdict }) => verdict?.cause ?? UNKNOWN))].join('\n')
}
