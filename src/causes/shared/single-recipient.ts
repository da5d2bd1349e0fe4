import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { firstLooks } from './sessions.ts'
import type { Told } from './told.ts'

/** Told to a session of ours that had named a single recipient: a limit of recipients then counts more than this session. */
export function namedOne({ fact }: Told, sessions: Sight<'smtp.session'>): boolean {
  const { origin, endpoint } = fact
  if (origin !== 'live' || endpoint === undefined) return false
  const heard = firstLooks(sessions).filter((one) => endpointText(one.fact.endpoint) === endpointText(endpoint))
  return heard.length > 0 && heard.every((one) => one.fact.plan.envelope?.to.length === 1)
}
