import { RST, type Segment } from '../../wire/packet/segment.ts'

const KEPT_VERB = /^(?:EHLO|HELO|LHLO|STARTTLS|MAIL|RCPT|DATA|BDAT|RSET|NOOP|VRFY|QUIT)(?![A-Za-z0-9])/i
const AUTH_VERB = /^AUTH [A-Za-z0-9-]+/i
const REPLY = /^[2-5]\d\d[ -]/
const X = 0x78

/**
 * Overwrites in place what is nobody's business: everything in clear that is not a command, a reply or a TLS record.
 * Lengths and line ends stay, so that sequence numbers do. Credentials and message octets go.
 */
export function redactPayload(segment: Segment): boolean {
  const { bytes, payloadAt, payloadCaptured, flags } = segment
  const end = payloadAt + payloadCaptured
  if (payloadCaptured === 0 || (flags & RST) !== 0 || isTlsRecord(bytes, payloadAt, end)) return false
  let changed = false
  for (let at = payloadAt; at < end;) {
    let stop = at
    while (stop < end && bytes[stop] !== 10) stop += 1
    const line = String.fromCharCode(...bytes.subarray(at, Math.min(stop, at + 300)))
    const keep =
      KEPT_VERB.test(line) || REPLY.test(line) || /^\.\r?$/.test(line)
        ? stop - at
        : (AUTH_VERB.exec(line)?.[0].length ?? 0)
    for (let index = at + keep; index < stop; index += 1) {
      if (bytes[index] === 13) continue
      bytes[index] = X
      changed = true
    }
    at = stop + 1
  }
  return changed
}

function isTlsRecord(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    at + 3 <= end &&
    (bytes[at] ?? 0) >= 20 &&
    (bytes[at] ?? 0) <= 23 &&
    bytes[at + 1] === 3 &&
    (bytes[at + 2] ?? 9) <= 4
  )
}
