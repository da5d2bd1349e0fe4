import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'

/** `dies at rcpt`, or `met at starttls` where the session went on; that the stage is not told, where nothing but a report without a stage stands behind the verdict. */
export function placeText({ evidence }: Diagnosis, verdict: DiagnosisVerdict): string {
  if (!isStageKnown(evidence, verdict)) return 'stage not told'
  return `${wentOn(evidence) ? 'met at' : 'dies at'} ${verdict.stage}`
}

/** Nobody reported a failure, and our own sessions met what stricter senders fail for, and lived. */
function wentOn({ observations }: Diagnosis['evidence']): boolean {
  const ours = observations.flatMap((o) =>
    o.kind === 'smtp.session' && o.fact.role === 'baseline' ? [o.fact.lived] : [],
  )
  const isTold = observations.some((o) => o.kind === 'symptom' && o.fact.origin !== 'live')
  return !isTold && ours.length > 0 && ours.every(Boolean)
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
