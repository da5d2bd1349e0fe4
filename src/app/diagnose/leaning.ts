import type { Evidence } from '../../domain/evidence.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import type { DiagnoseDeps } from './diagnose-run.ts'

/**
 * Tells a watcher which cause the evidence supports while the experiments that decide go on, once for each change of mind: an administrator
 * need not wait for the proof to look at the right place.
 */
export function createLeaning({
  causes,
  onProgress,
}: Pick<DiagnoseDeps, 'causes' | 'onProgress'>): (evidence: Evidence) => void {
  let told: string | null = null
  return (evidence) => {
    if (onProgress === undefined) return
    const verdict = concludeVerdict(evidence, causes)
    if (verdict?.standing !== 'supported' || verdict.cause === null || verdict.cause === told) return
    told = verdict.cause
    onProgress({ kind: 'leaning', cause: verdict.cause, title: verdict.title })
  }
}
