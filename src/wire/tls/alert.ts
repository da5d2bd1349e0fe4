import type { TlsRecord } from './record.ts'
import { RECORD_TYPE } from './record.ts'

/** An alert in clear text. `description` is its number (RFC 8446 §6). */
export interface ClearAlert {
  readonly description: number
  readonly fatal: boolean
}

/** undefined when the record is no alert, or an encrypted one (its length is not 2). */
export function readAlert(record: TlsRecord): ClearAlert | undefined {
  if (record.type !== RECORD_TYPE.alert || record.payload.length !== 2) return undefined
  const [level, description] = record.payload
  if (description === undefined || (level !== 1 && level !== 2)) return undefined
  return { description, fatal: level === 2 }
}

export function encodeAlert(version: number, alert: ClearAlert): Uint8Array {
  return Uint8Array.of(RECORD_TYPE.alert, version >> 8, version & 0xff, 0, 2, alert.fatal ? 2 : 1, alert.description)
}

/** What a client says that leaves in the middle of a handshake (RFC 8446 §6.1). */
export const USER_CANCELED = 90
