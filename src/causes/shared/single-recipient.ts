import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { firstLooks } from './sessions.ts'
import { saidByPeer, type Told } from './told.ts'

/** What a receiver says of too many recipients, by what its limit counts. */
export interface RecipientLimit {
  /** The recipients of one session, for all that is known. */
  readonly inSession: readonly Told[]
  /** More than one session: a session that had named a single recipient was told so. */
  readonly overTime: readonly Told[]
}

/** A limit that refuses the only recipient of a session counts over a time, and so do the texts of other sessions that met it. */
export function recipientLimit(evidence: {
  readonly symptom: Sight<'symptom'>
  readonly 'smtp.session': Sight<'smtp.session'>
}): RecipientLimit {
  const said = saidByPeer(evidence, { symptoms: ['limit.recipients'] })
  return said.some((told) => namedOne(told, evidence['smtp.session']))
    ? { inSession: [], overTime: said }
    : { inSession: said, overTime: [] }
}

/** Told to a session of ours that had named a single recipient. */
function namedOne({ fact }: Told, sessions: Sight<'smtp.session'>): boolean {
  const { origin, endpoint } = fact
  if (origin !== 'live' || endpoint === undefined) return false
  const heard = firstLooks(sessions).filter((one) => endpointText(one.fact.endpoint) === endpointText(endpoint))
  return heard.length > 0 && heard.every((one) => one.fact.plan.envelope?.to.length === 1)
}
