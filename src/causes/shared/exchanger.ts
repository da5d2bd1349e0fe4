import type { View } from '../../domain/evidence.ts'
import { peerName, peerPort } from './receiver-name.ts'

/** The host that failed is one that the DNS names for the domain, on the port of mail between servers. */
export function isExchanger(evidence: View<'smtp.session' | 'symptom' | 'mail.route'>): boolean {
  const host = peerName(evidence)
  return (
    peerPort(evidence) === 25 &&
    evidence['mail.route'].seen.some(
      ({ fact }) => (fact.kind === 'mx' || fact.kind === 'implicit') && fact.hosts.some(({ name }) => name === host),
    )
  )
}
