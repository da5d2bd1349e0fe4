import { endpointText, familyOf } from '../../../domain/endpoint.ts'
import type { View } from '../../../domain/evidence.ts'
import type { Observation } from '../../../domain/observation.ts'
import { firstLooks, type SessionSeen } from '../../shared/sessions.ts'
import type { Told } from '../../shared/told.ts'

type Looked = readonly Observation<'egress.identity'>[]

/** What was looked up of those addresses of ours that these sessions came from. */
export function lookedForSessions(evidence: View<'egress.identity'>, sessions: readonly SessionSeen[]): Looked {
  const addresses = new Set(sessions.flatMap(({ fact }) => fact.localAddress ?? []))
  const { seen } = evidence['egress.identity']
  return addresses.size === 0 ? seen : seen.filter(({ fact }) => addresses.has(fact.address))
}

/** The same of those to which these words were said; of one family, where only that is known, and of all, where nothing is. */
export function lookedForWords(evidence: View<'egress.identity' | 'smtp.session'>, told: readonly Told[]): Looked {
  const peers = told.flatMap(({ fact }) => fact.endpoint ?? [])
  const sessions = firstLooks(evidence['smtp.session']).filter(({ fact }) =>
    peers.some((peer) => endpointText(peer) === endpointText(fact.endpoint)),
  )
  if (sessions.some(({ fact }) => fact.localAddress !== undefined)) return lookedForSessions(evidence, sessions)
  const families = new Set(told.flatMap(({ fact }) => fact.endpoint?.address ?? fact.address ?? []).map(familyOf))
  const { seen } = evidence['egress.identity']
  return families.size === 0 ? seen : seen.filter(({ fact }) => families.has(familyOf(fact.address)))
}
