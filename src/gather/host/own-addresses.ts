import { networkInterfaces } from 'node:os'
import { readAddress, scopeOf } from '../../domain/address.ts'

/** All addresses of this machine, as node:os lists them, without zones. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => readAddress(address.split('%')[0] ?? '') ?? address),
  )
}

/**
 * Addresses that could be a source instead of this one: same family and same scope, or a public one instead of a private one. A private
 * one cannot replace a public one.
 */
export function otherSources(own: readonly string[], inUse: string): readonly string[] {
  const scope = scopeOf(inUse)
  const used = readAddress(inUse) ?? inUse
  return own.filter(
    (address) =>
      address !== used &&
      address.includes(':') === used.includes(':') &&
      (scopeOf(address) === scope || (scope === 'private' && scopeOf(address) === 'global')) &&
      scope !== 'link-local',
  )
}
