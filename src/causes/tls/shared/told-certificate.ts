import type { Sight } from '../../../domain/evidence.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { reported, type Told } from '../../shared/told.ts'

/**
 * Complaints about the receiver's certificate. A server that verifies minds the sender's, and an alert that the sender's own log tells of is the
 * server's, about the sender's.
 */
export function toldOfReceivers(sight: Sight<'symptom'>, symptoms: readonly Symptom[]): readonly Told[] {
  return reported(sight, symptoms).filter(
    ({ fact }) => fact.handshakeSide !== (fact.symptom === 'tls.cert.rejected' ? 'client' : 'server'),
  )
}
