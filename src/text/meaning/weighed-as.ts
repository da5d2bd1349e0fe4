import type { Symptom } from '../../domain/symptom.ts'

const WEIGHED_AS: { readonly [S in Symptom]?: Symptom } = {
  'reply.421.toomanyconn': 'limit.connections',
  'reply.421.ratelimit': 'limit.rate',
  'reply.421.reputation': 'reputation.ip',
  'reply.421.other': 'policy.other',
}

/** The symptom that a refusal is weighed as: the forms of a 421 are other names of the same reasons. */
export function weighedAs(symptom: Symptom): Symptom {
  return WEIGHED_AS[symptom] ?? symptom
}
