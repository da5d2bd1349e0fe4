import type { Sight } from '../../domain/evidence.ts'
import { nearestDeaths, firstLooks, firstLooksAnywhere } from './sessions.ts'
import { reported } from './told.ts'

/** The receiver's name for a setting that is keyed by it: as a report names the host, else of the session that died, else of any. */
export function peerName(sessions: Sight<'smtp.session'>, symptoms?: Sight<'symptom'>): string {
  const named =
    symptoms === undefined ? undefined : reported(symptoms).find(({ fact }) => fact.host !== undefined)?.fact.host
  const [dead] = nearestDeaths(sessions)
  const [look] = firstLooksAnywhere(sessions)
  return named ?? dead?.fact.endpoint.host ?? look?.fact.endpoint.host ?? 'RECEIVER'
}

/** The target's host name as our first session knows it, for texts to other people. */
export function targetHost(sessions: Sight<'smtp.session'>): string {
  return firstLooks(sessions)[0]?.fact.endpoint.host ?? 'the receiver'
}
