import type { ExperimentArm } from '../domain/facts/experiment-fact.ts'

/** What a session does that a mere hello cannot: a hello is answered, or it dies. */
export function wordForLife({ of }: ExperimentArm): 'answered' | 'lived' {
  return of === 'hello' ? 'answered' : 'lived'
}

/** `, by TLS 1.1`, of hellos that were answered; empty of sessions. */
export function byText({ answeredBy, lived }: ExperimentArm): string {
  return answeredBy === undefined || lived === 0 ? '' : `, by ${answeredBy}`
}
