import type { Sight } from '../../../domain/evidence.ts'
import type { Locus } from '../../../domain/locus.ts'
import { firstLooksAnywhere } from '../../shared/sessions.ts'
import { reported } from '../../shared/told.ts'

/** The port of mail between servers, where encryption is a matter of opportunity (RFC 7435). */
const MAIL_PORT = 25

/**
 * Whose fault it is that a demand for TLS is not met: the receiver's where it promised TLS by DANE or MTA-STS, or serves submission, which
 * must have it (RFC 8314 §3). Otherwise it is the sender that asks for more than it was promised.
 */
export function demandLocus(evidence: {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly symptom: Sight<'symptom'>
  readonly 'tls.policy': Sight<'tls.policy'>
}): Locus {
  const promised = evidence['tls.policy'].seen.some(
    ({ fact }) => fact.status !== 'absent' && fact.status !== 'unverifiable' && fact.mode !== 'testing',
  )
  const ports = [
    ...firstLooksAnywhere(evidence['smtp.session']).map(({ fact }) => fact.endpoint.port),
    ...reported(evidence.symptom).flatMap(({ fact }) => fact.port ?? []),
  ]
  return promised || ports.some((port) => port !== MAIL_PORT) ? 'receiver' : 'sender'
}
