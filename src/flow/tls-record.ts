import type { SideIndex } from './packet-log.ts'
import type { StreamReader } from './reassembly.ts'
import type { TlsStory } from './tls-story.ts'

/** One TLS record's header as seen on the wire. */
export interface TlsRecord {
  readonly from: 'client' | 'server'
  /** Content type, one of those below. */
  readonly type: number
  /** Octets behind the header. */
  readonly length: number
  readonly offset: number
  readonly frame: number
  readonly atUs: number
}

/** Content types (RFC 8446 §5.1). */
export const CHANGE_CIPHER_SPEC = 20
export const ALERT = 21
export const HANDSHAKE = 22
export const APPLICATION_DATA = 23

/** Where it ends in its stream. */
export function endOf(record: TlsRecord): number {
  return record.offset + HEADER_BYTES + record.length
}

/** Type, version and length (RFC 8446 §5.1). */
export const HEADER_BYTES = 5
/** The largest fragment, and what a cipher may add to it (RFC 5246 §6.2.3). */
const MOST_RECORD_BYTES = 16_384 + 2_048
/** Octets of a record in clear that are kept to be read. */
const MOST_HEAD_BYTES = 600
/** Octets of clear text that are kept. */
const MOST_PLAIN_BYTES = 300
const NOTHING = new Uint8Array(0)

/** Finds the borders of one side's records. `onHead` gets the beginning of those that are no application data. */
export function recordReader(
  side: SideIndex,
  story: TlsStory,
  onRecord: (record: TlsRecord) => void,
  onHead: (record: TlsRecord, head: Uint8Array, length: number) => void,
): StreamReader {
  const from = side === 0 ? 'client' : 'server'
  let header = NOTHING
  let headerLength = 0
  let headerOffset = 0
  let head = NOTHING
  let headLength = 0
  let left = 0
  let current: TlsRecord | undefined
  let state: 'records' | 'plain' | 'lost' = 'records'

  function finishHead(): void {
    if (current === undefined) return
    if (headLength > 0) onHead(current, head, headLength)
    current = undefined
  }

  function octets(bytes: Uint8Array, start: number, end: number, offset: number, frame: number, atUs: number): void {
    let at = start
    while (at < end) {
      if (state === 'plain') {
        for (; at < end && story.plainFromServer.length < MOST_PLAIN_BYTES; at += 1)
          story.plainFromServer += String.fromCharCode(bytes[at] ?? 0)
        return
      }
      if (state === 'lost') {
        if (!isHeader(bytes, at, end)) return
        state = 'records'
      }
      if (left > 0) {
        const take = Math.min(left, end - at)
        if (current !== undefined) {
          if (head.length === 0) head = new Uint8Array(MOST_HEAD_BYTES)
          const keep = Math.min(take, MOST_HEAD_BYTES - headLength)
          head.set(bytes.subarray(at, at + keep), headLength)
          headLength += keep
        }
        left -= take
        at += take
        if (left === 0) finishHead()
        continue
      }
      if (header.length === 0) header = new Uint8Array(HEADER_BYTES)
      if (headerLength === 0) headerOffset = offset + at - start
      header[headerLength] = bytes[at] ?? 0
      headerLength += 1
      at += 1
      if (headerLength < HEADER_BYTES) continue
      headerLength = 0
      if (!isHeader(header, 0, HEADER_BYTES)) {
        if (side === 1 && !story.serverHelloSeen && isDigit(header[0])) {
          state = 'plain'
          story.plainFrame = frame
          story.plainFromServer = String.fromCharCode(...header)
          continue
        }
        state = 'lost'
        story.lost = true
        return
      }
      const length = ((header[3] ?? 0) << 8) | (header[4] ?? 0)
      const record: TlsRecord = { from, type: header[0] ?? 0, length, offset: headerOffset, frame, atUs }
      left = length
      headLength = 0
      current = record.type === APPLICATION_DATA ? undefined : record
      onRecord(record)
      if (left === 0) finishHead()
    }
  }

  function gap(length: number): void {
    finishHead()
    if (state !== 'records') return
    if (length <= left) left -= length
    else {
      left = 0
      headerLength = 0
      state = 'lost'
      story.lost = true
    }
  }

  return { octets, gap }
}

function isHeader(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + HEADER_BYTES > end) return false
  const type = bytes[at] ?? 0
  const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)
  return type >= 20 && type <= 24 && bytes[at + 1] === 3 && (bytes[at + 2] ?? 9) <= 4 && length <= MOST_RECORD_BYTES
}

function isDigit(octet: number | undefined): boolean {
  return octet !== undefined && octet >= 0x30 && octet <= 0x39
}

/** A TLS record begins here (RFC 8446 §5.1). */
export function looksLikeTls(bytes: Uint8Array, at: number, end: number): boolean {
  const type = bytes[at] ?? 0
  if (type < 20 || type > 23) return false
  if (at + 1 < end && bytes[at + 1] !== 3) return false
  return at + 2 >= end || (bytes[at + 2] ?? 0) <= 4
}
