import type { Symptom } from '../../domain/symptom.ts'

/** The forms of a 421 are other names of the same reasons, and are weighed as these. */
export const WEIGHED_AS: { readonly [S in Symptom]?: Symptom } = {
  'reply.421.toomanyconn': 'limit.connections',
  'reply.421.ratelimit': 'limit.rate',
  'reply.421.reputation': 'reputation.ip',
  'reply.421.other': 'policy.other',
}
