import { endpointText } from '../domain/endpoint.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { Failure } from './failure.ts'

/**
 * A domain that publishes DANE records or an enforced MTA-STS policy promises TLS that verifies. When the certificate
 * breaks that promise, every sender that honours it is refused, although our own opportunistic session lived.
 */
export function findBrokenPromise(evidence: Evidence): Failure | undefined {
  const broken = evidence.observations.find(
    (o) =>
      o.kind === 'tls.policy' && o.fact.status === 'violated' && (o.fact.kind === 'dane' || o.fact.mode === 'enforce'),
  )
  if (broken?.kind !== 'tls.policy') return undefined
  return {
    stage: 'tls',
    symptom: broken.fact.kind === 'dane' ? 'tls.policy.dane' : 'tls.policy.mtasts',
    endpoint: endpointText(broken.fact.endpoint),
    shownBy: broken.id,
    seen: 'by-us',
  }
}
