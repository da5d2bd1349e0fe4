import type { Diagnosis } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { Evidence } from '../domain/evidence.ts'

/** The document `hangup.diagnosis/1`: its fields are a promise. */
export function diagnosisDocument(diagnosis: Diagnosis): Record<string, unknown> {
  return {
    schema: 'hangup.diagnosis/1',
    target: diagnosis.target,
    at: new Date(diagnosis.at).toISOString(),
    healthy: diagnosis.healthy,
    verdict: diagnosis.verdict,
    findings: diagnosis.findings,
    waiting: diagnosis.waiting,
    proofs: diagnosis.proofs.map(({ cause, name, question, varied, endpoint, arms, judged, because }) => ({
      cause,
      name,
      question,
      varied,
      endpoint,
      trials: arms,
      judged,
      because,
    })),
    advice: diagnosis.advice,
    differs: diagnosis.differs,
    sessions: sessionsOf(diagnosis.evidence),
    cost: {
      connections: diagnosis.cost.connections,
      seconds: diagnosis.cost.seconds,
      bytesSent: diagnosis.cost.bytesSent,
    },
    ...(diagnosis.stopped === undefined ? {} : { stopped: diagnosis.stopped }),
    evidence: diagnosis.evidence,
  }
}

/** Each session as a list of steps with outcomes and times. */
function sessionsOf(evidence: Evidence): readonly Record<string, unknown>[] {
  return evidence.observations.flatMap((one) => {
    if (one.kind !== 'smtp.session') return []
    const { session, endpoint, role, arm, lived, death } = one.fact
    const steps = evidence.observations.flatMap((o) =>
      o.kind === 'smtp.step' && o.fact.session === session
        ? [
            {
              stage: o.fact.stage,
              said: o.fact.said,
              outcome: o.fact.outcome,
              startedAfterMs: o.fact.startedAfterMs,
              encrypted: o.fact.encrypted,
              sentBytes: o.fact.sentBytes,
            },
          ]
        : [],
    )
    return [
      {
        session,
        endpoint: endpointText(endpoint),
        role,
        ...(arm === undefined ? {} : { arm }),
        lived,
        ...(death === undefined ? {} : { diedAt: death.stage }),
        steps,
      },
    ]
  })
}
