import type { Sight } from '../../../domain/evidence.ts'
import type { Observation } from '../../../domain/observation.ts'
import type { SessionSeen } from '../../shared/sessions.ts'

/** One may be a stray of any connection of this host; so many while we looked are those of ours. */
const MORE_THAN_STRAYS = 2

/** Segments came to this host while we looked whose checksum was wrong (RFC 9293 §3.1): they arrived, and other than they were sent. */
export function damagedArrivals({ seen }: Sight<'net.counter'>): Observation<'net.counter'> | undefined {
  return seen.find(({ fact: { name, delta } }) => name === 'Tcp.InCsumErrors' && delta >= MORE_THAN_STRAYS)
}

/** Headers of IPv4 and TCP without options: a full packet has no less. */
const HEADERS_BYTES = 40

/**
 * The trace that shows that the path has room: packets as large as those of the session, which nobody may split, came to the same address by
 * another protocol.
 */
export function wholePassed(
  evidence: { readonly 'route.trace': Sight<'route.trace'>; readonly 'socket.state': Sight<'socket.state'> },
  { fact: { session, endpoint } }: SessionSeen,
): Observation<'route.trace'> | undefined {
  const socket = evidence['socket.state'].seen.find(({ fact }) => fact.session === session)
  if (socket === undefined) return undefined
  const full = socket.fact.mss + HEADERS_BYTES
  return evidence['route.trace'].seen.find(
    ({ fact: { to, wholeBytes = 0 } }) => to === endpoint.address && wholeBytes >= full,
  )
}
