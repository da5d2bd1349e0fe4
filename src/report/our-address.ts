import type { Evidence } from '../domain/evidence.ts'

/** Whence a session with this address comes: by what the receiver sees of us, or by the routes of this host. */
export function ourAddress({ observations }: Evidence, to: string): string | undefined {
  for (const { kind, fact } of observations) {
    if (kind === 'egress.identity') return fact.seenByPeer ?? fact.address
    if (kind === 'route.local' && fact.to === to && fact.source !== undefined) return fact.source
  }
  return undefined
}
