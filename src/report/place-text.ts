import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'

/** `dies at rcpt`; that the stage is not told, where nothing but a report without a stage stands behind the verdict. */
export function placeText({ evidence }: Diagnosis, verdict: DiagnosisVerdict): string {
  return isStageKnown(evidence, verdict) ? `dies at ${verdict.stage}` : 'stage not told'
}

/** Somebody told the stage, or our own session met it. */
export function isStageKnown({ observations }: Diagnosis['evidence'], { standing }: DiagnosisVerdict): boolean {
  const told = observations.filter((o) => o.kind === 'symptom' && o.fact.origin !== 'live')
  return (
    standing === 'proven' ||
    told.length === 0 ||
    told.some((o) => o.kind === 'symptom' && o.fact.stage !== undefined) ||
    observations.some((o) => o.kind === 'smtp.session' && o.fact.role !== 'experiment' && o.fact.death !== undefined)
  )
}
