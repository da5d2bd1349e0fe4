import type { ExperimentArm } from '../domain/facts/experiment-fact.ts'

/** What a session does that a mere hello or a connection attempt cannot: those are answered, or they die. */
export function wordForLife({ of, answeredBy }: ExperimentArm): 'answered' | 'lived' {
  return of === 'hello' || answeredBy !== undefined ? 'answered' : 'lived'
}

/** `, by TLS 1.1`, where it is known; empty of sessions. */
export function byText({ answeredBy, lived }: ExperimentArm): string {
  return answeredBy === undefined || lived === 0 ? '' : `, by ${answeredBy}`
}
