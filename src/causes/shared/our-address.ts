import { scopeOf } from '../../domain/address.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { EgressIdentity } from '../../domain/facts/dns-facts.ts'

/** The address that the receiver sees of us: what it told, else our end of the connection. undefined: a translator stands before it. */
export function seenFromOutside({ address, behindNat, seenByPeer }: EgressIdentity): string | undefined {
  return seenByPeer ?? (behindNat ? undefined : address)
}

/** The same of one end of ours, as a session had it. */
export function outsideOf(localAddress: string | undefined, identities: Sight<'egress.identity'>): string | undefined {
  if (localAddress === undefined) return undefined
  const known = identities.seen.find(({ fact }) => fact.address === localAddress)?.fact
  return known === undefined ? (isOurs(localAddress) ? localAddress : undefined) : seenFromOutside(known)
}

/** Nobody outside knows us by an address that many networks use. */
function isOurs(address: string): boolean {
  return !['private', 'cgnat', 'loopback', 'link-local'].includes(scopeOf(address) ?? 'private')
}
