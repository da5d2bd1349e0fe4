import type { Sight } from '../../domain/evidence.ts'
import { nearestDeaths, firstLooks, firstLooksAnywhere } from './sessions.ts'
import { reported } from './told.ts'

/** The receiver's name for a setting that is keyed by it: as a report names the host, else of the session that died, else of any, else the address in a capture. */
export function peerName(
  sessions: Sight<'smtp.session'>,
  symptoms?: Sight<'symptom'>,
  flows?: Sight<'flow.end'>,
): string {
  const named =
    symptoms === undefined ? undefined : reported(symptoms).find(({ fact }) => fact.host !== undefined)?.fact.host
  const [dead] = nearestDeaths(sessions)
  const [look] = firstLooksAnywhere(sessions)
  return named ?? dead?.fact.endpoint.host ?? look?.fact.endpoint.host ?? captured(flows) ?? 'RECEIVER'
}

/** The address of the server in a captured session that failed. */
function captured(flows: Sight<'flow.end'> | undefined): string | undefined {
  const failed = flows?.seen.find(({ fact }) => !fact.healthy)
  return failed?.fact.server.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
}

/** The target's host name as our first session knows it, for texts to other people. */
export function targetHost(sessions: Sight<'smtp.session'>): string {
  return firstLooks(sessions)[0]?.fact.endpoint.host ?? 'the receiver'
}
