import type { Diagnosis } from '../domain/diagnosis.ts'
import type { Software } from '../domain/software.ts'
import { theFinding } from './shown.ts'
import { translationFor } from './software-at-hand.ts'

/** Which other servers the fixes of ours and the queue are written for: said once, below all of them. */
export function otherServers(diagnosis: Diagnosis, like?: Software): readonly string[] {
  const ours = [
    ...(theFinding(diagnosis)?.remedies ?? []).filter(({ on }) => on !== 'their-server'),
    ...(diagnosis.waiting === null ? [] : [diagnosis.waiting]),
  ]
  const shown = new Set(ours.map((one) => translationFor(one, diagnosis, like)?.software))
  const others = new Set(ours.flatMap(({ written }) => written.map(({ software }) => software)))
  const named = [...others].filter((software) => !shown.has(software))
  return named.length === 0 ? [] : [`For another server: --like NAME (${named.join(', ')}); all of them: --json.`]
}
