import type { Sight } from '../../../domain/evidence.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { reported, type Told } from '../../shared/told.ts'

/** Symptoms of a handshake that died without a word about certificates. */
const HANDSHAKE_SYMPTOMS: readonly Symptom[] = [
  'tls.handshake.eof',
  'tls.handshake.reset',
  'tls.handshake.timeout',
  'tls.handshake.version',
  'tls.handshake.cipher',
  'tls.handshake.alert',
]

/** How a reported handshake died. */
export type ReportedEnd = 'eof' | 'reset' | 'silence' | 'alert' | 'closed'

export interface ReportedHandshake {
  readonly told: Told
  readonly end: ReportedEnd
  readonly alert?: number
}

/** What reports say about a handshake, alerts first by their number where the text has one. */
export function reportedHandshakes(sight: Sight<'symptom'>): readonly ReportedHandshake[] {
  return reported(sight).flatMap((told): readonly ReportedHandshake[] => {
    const { symptom, stage, ended, tlsAlert } = told.fact
    const inHandshake = HANDSHAKE_SYMPTOMS.includes(symptom)
    const dropped = stage === 'tls' && (symptom.startsWith('drop.') || symptom === 'reply.421.socketerror')
    if (!inHandshake && !dropped) return []
    if (tlsAlert !== undefined) return [{ told, end: 'alert', alert: tlsAlert }]
    if (symptom === 'tls.handshake.version' || symptom === 'tls.handshake.cipher' || symptom === 'tls.handshake.alert')
      return [{ told, end: 'alert' }]
    if (symptom === 'tls.handshake.timeout' || symptom === 'drop.timeout' || ended === 'silence')
      return [{ told, end: 'silence' }]
    if (symptom === 'tls.handshake.reset' || ended === 'rst') return [{ told, end: 'reset' }]
    if (symptom === 'tls.handshake.eof' || ended === 'fin') return [{ told, end: 'eof' }]
    return [{ told, end: 'closed' }]
  })
}

/** Reports that ended in one of these ways, without an alert number that says more. */
export function reportedAs(all: readonly ReportedHandshake[], ...ends: readonly ReportedEnd[]): readonly Told[] {
  return all.filter(({ end }) => ends.includes(end)).map(({ told }) => told)
}

/** Reports of one of these alerts. */
export function reportedAlert(all: readonly ReportedHandshake[], ...numbers: readonly number[]): readonly Told[] {
  return all.filter(({ alert }) => alert !== undefined && numbers.includes(alert)).map(({ told }) => told)
}

/** Reports that the peer found nothing in common: in words, or by the alerts handshake_failure and insufficient_security. */
export function toldNothingInCommon(sight: Sight<'symptom'>): readonly Told[] {
  const byNumber = reportedAlert(reportedHandshakes(sight), 40, 71)
  const inWords = reported(sight, ['tls.handshake.cipher']).filter((one) => !byNumber.includes(one))
  return [...inWords, ...byNumber]
}
