import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { SpeakerReading } from '../text-reading.ts'

/** What words about TLS say of a handshake, or of the session after it. */
export interface TlsReading {
  readonly symptom: Symptom
  readonly rule: string
  readonly alert?: number
  readonly ended?: NonNullable<SymptomFact['ended']>
  /** The peer wrote the alert; otherwise our own stack refused. */
  readonly fromPeer: boolean
  readonly says: Telling
}

/** How much a statement tells: `why` the handshake failed, which `check` failed without its reason, how it `ended`, or only `that` it did. */
export type Telling = 'why' | 'check' | 'ended' | 'that'

const TELLING: Readonly<Record<Telling, number>> = { why: 3, check: 2, ended: 1, that: 0 }

/** True when the first statement tells more than the second. */
export function tellsMore(one: TlsReading, other: TlsReading): boolean {
  return TELLING[one.says] > TELLING[other.says]
}

const ENDS: { readonly [S in Symptom]?: NonNullable<SymptomFact['ended']> } = {
  'tls.handshake.eof': 'fin',
  'tls.handshake.reset': 'rst',
  'tls.handshake.timeout': 'silence',
}

/** How the line ended, where the symptom is an end of it. */
export function endedBy(symptom: Symptom): { readonly ended?: NonNullable<SymptomFact['ended']> } {
  const ended = ENDS[symptom]
  return ended === undefined ? {} : { ended }
}

/** How a handshake ended, as a reading of its text states it. */
export function endOfTls(reading: TlsReading | undefined): Pick<SpeakerReading, 'ended' | 'tlsAlert'> {
  return {
    ...(reading?.ended !== undefined && { ended: reading.ended }),
    ...(reading?.alert !== undefined && { tlsAlert: reading.alert }),
  }
}
