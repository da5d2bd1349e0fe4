/** ContentType (RFC 8446 §5.1). */
export const RECORD_TYPE = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  applicationData: 23,
  heartbeat: 24,
} as const

/** 2^14 octets and the 2048 that TLS 1.2 allows on top for encryption (RFC 5246 §6.2.3). */
export const RECORD_LIMIT_BYTES = 16_384 + 2_048

export interface TlsRecord {
  readonly type: number
  readonly version: number
  readonly payload: Uint8Array
  /** Where the record's header begins in the stream. */
  readonly offset: number
}

export type RecordEvent =
  | { readonly kind: 'record'; readonly record: TlsRecord }
  /** The stream is not TLS from here on; nothing more is read. */
  | { readonly kind: 'garbled'; readonly offset: number; readonly why: string }

/** Cuts a stream into TLS records, however it arrives. Holds at most one record. */
export interface RecordSplitter {
  push(octets: Uint8Array): readonly RecordEvent[]
  /** Octets of a record that has begun and is not complete. */
  pendingBytes(): number
}

export function createRecordSplitter(): RecordSplitter {
  let held: Uint8Array = new Uint8Array(0)
  let offset = 0
  let dead = false
  return {
    pendingBytes: () => held.length,
    push(octets) {
      const events: RecordEvent[] = []
      if (dead) return events
      if (held.length > 0) {
        const joined = new Uint8Array(held.length + octets.length)
        joined.set(held)
        joined.set(octets, held.length)
        held = joined
      } else held = octets
      for (;;) {
        const why = notARecord(held)
        if (why !== undefined) {
          dead = true
          held = new Uint8Array(0)
          events.push({ kind: 'garbled', offset, why })
          return events
        }
        const end = 5 + (((held[3] ?? 0) << 8) | (held[4] ?? 0))
        if (held.length < 5 || held.length < end) break
        const record = {
          type: held[0] ?? 0,
          version: ((held[1] ?? 0) << 8) | (held[2] ?? 0),
          payload: held.subarray(5, end),
          offset,
        }
        events.push({ kind: 'record', record })
        held = held.subarray(end)
        offset += end
      }
      // A copy, so that the caller may reuse its buffer.
      held = held.slice()
      return events
    },
  }
}

/** Why these octets cannot begin a TLS record; undefined while they can. */
export function notARecord(octets: Uint8Array): string | undefined {
  const [type, major, , high, low] = octets
  if (type !== undefined && (type < 20 || type > 24)) return `content type ${type}`
  if (major !== undefined && major !== 3) return `protocol version ${major}`
  if (high !== undefined && low !== undefined && ((high << 8) | low) > RECORD_LIMIT_BYTES)
    return `a record of ${(high << 8) | low} octets`
  return undefined
}

/** One record; payloads beyond 2^14 octets become several. */
export function encodeRecords(type: number, version: number, payload: Uint8Array): Uint8Array {
  const pieces = Math.max(1, Math.ceil(payload.length / 16_384))
  const records = new Uint8Array(payload.length + pieces * 5)
  let to = 0
  for (let piece = 0; piece < pieces; piece += 1) {
    const part = payload.subarray(piece * 16_384, (piece + 1) * 16_384)
    records.set([type, version >> 8, version & 0xff, part.length >> 8, part.length & 0xff], to)
    records.set(part, to + 5)
    to += 5 + part.length
  }
  return records
}
