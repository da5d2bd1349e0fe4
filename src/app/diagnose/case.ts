import type { AnyCause } from '../../domain/cause.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { conclude } from '../../reason/conclude.ts'
import type { WriteLever } from '../../reason/write-remedy.ts'

export const CASE_SCHEMA = 'hangup.case/1'

/** Everything a conclusion needs: the same case gives the same diagnosis, bit for bit, offline. */
export interface Case {
  readonly schema: typeof CASE_SCHEMA
  readonly target: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly cost: Diagnosis['cost']
  readonly stopped?: string
  readonly evidence: Evidence
}

export function caseOf(diagnosis: Diagnosis): Case {
  const { target, at, cost, stopped, evidence } = diagnosis
  return { schema: CASE_SCHEMA, target, at, cost, ...(stopped === undefined ? {} : { stopped }), evidence }
}

export function replay(saved: Case, causes: readonly AnyCause[], writeLever: WriteLever): Diagnosis {
  return conclude(saved.evidence, {
    target: saved.target,
    at: saved.at,
    cost: saved.cost,
    ...(saved.stopped === undefined ? {} : { stopped: saved.stopped }),
    causes,
    writeLever,
  })
}
