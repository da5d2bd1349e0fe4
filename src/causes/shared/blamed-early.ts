import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { firstLooks } from './sessions.ts'
import type { Told } from './told.ts'

/**
 * In place of the banner the receiver blames us for having spoken, and our session had waited for it: what spoke stands between
 * us, as a load balancer does that begins with a PROXY line.
 */
export function isBlamedThoughSilent({ fact }: Told, sessions: Sight<'smtp.session'>): boolean {
  const { origin, stage, endpoint } = fact
  if (origin !== 'live' || stage !== 'banner' || endpoint === undefined) return false
  const ours = firstLooks(sessions).filter((one) => endpointText(one.fact.endpoint) === endpointText(endpoint))
  return ours.length > 0 && ours.every((one) => one.fact.plan.speaksEarly !== true)
}
