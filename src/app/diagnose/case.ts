import type { AnyCause } from '../../domain/cause.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'
import { conclude } from '../../reason/conclude.ts'
import type { WriteLever } from '../../reason/write-remedy.ts'

/** Everything a conclusion needs: the same case gives the same diagnosis, bit for bit, offline. */
export interface Case {
  readonly schema: 'hangup.case/1'
  readonly target: string
  readonly at: number
  readonly cost: Diagnosis['cost']
  readonly stopped?: string
  readonly evidence: Evidence
}

export function caseOf(diagnosis: Diagnosis): Case {
  const { target, at, cost, stopped, evidence } = diagnosis
  return { schema: 'hangup.case/1', target, at, cost, ...(stopped === undefined ? {} : { stopped }), evidence }
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

/** A case from outside is checked as far as a wrong one could mislead; undefined when it is none. */
export function parseCase(text: string): Case | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (
    !isRecord(value) ||
    value['schema'] !== 'hangup.case/1' ||
    typeof value['target'] !== 'string' ||
    !isRecord(value['evidence'])
  )
    return undefined
  const { observations, blind } = value['evidence']
  if (!Array.isArray(observations) || !observations.every(isObservation)) return undefined
  const cost = isRecord(value['cost']) ? value['cost'] : {}
  return {
    schema: 'hangup.case/1',
    target: value['target'],
    at: timeOr(value['at'], 0),
    cost: {
      connections: numberOr(cost['connections'], 0),
      seconds: numberOr(cost['seconds'], 0),
      bytesSent: numberOr(cost['bytesSent'], 0),
    },
    ...(typeof value['stopped'] === 'string' ? { stopped: value['stopped'] } : {}),
    evidence: { observations, blind: isRecord(blind) ? blind : {} },
  }
}

function isObservation(value: unknown): value is Observation {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isRecord(value['fact']) &&
    isRecord(value['source'])
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Milliseconds that a Date can hold. */
function timeOr(value: unknown, otherwise: number): number {
  const ms = numberOr(value, otherwise)
  return Math.abs(ms) <= 8.64e15 ? ms : otherwise
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}
