import { RST, type Segment } from './segment.ts'

/** A line that has the form of a command (RFC 5321 §4.1.1); words of a message that merely begin like one do not pass. */
const COMMAND =
  /^(?:(?:EHLO|HELO|LHLO) [\w.:[\]-]+|MAIL FROM: ?<[^<>]*>[\w =.+-]*|RCPT TO: ?<[^<>]*>[\w =.;+-]*|BDAT \d+(?: LAST)?|STARTTLS|DATA|RSET|NOOP|QUIT|\.)\r?$/i
const AUTH = /^AUTH [\w-]+/i
const REPLY = /^[2-5]\d\d(?:[ -]|\r?$)/
const MOST_LINE_BYTES = 1000
const X = 0x78

/**
 * Overwrites in place what is nobody's business: everything in clear that is not a command of the client, a reply of the server,
 * or a TLS record. Lengths and line ends stay, so that sequence numbers and the dot that ends a message do. Credentials and message
 * octets go. Who is the server is taken from the ports; where they do not tell, both kinds of line stay.
 */
export function redactPayload(segment: Segment): boolean {
  const { bytes, payloadAt, payloadCaptured, flags } = segment
  const end = payloadAt + payloadCaptured
  if (payloadCaptured === 0 || (flags & RST) !== 0 || isTlsRecord(bytes, payloadAt, end)) return false
  const speaker = speakerOf(segment)
  let changed = false
  for (let at = payloadAt; at < end;) {
    let stop = at
    while (stop < end && bytes[stop] !== 10) stop += 1
    const line = String.fromCharCode(...bytes.subarray(at, Math.min(stop, at + MOST_LINE_BYTES)))
    for (let index = at + keptOf(line, speaker, stop - at); index < stop; index += 1) {
      if (bytes[index] === 13) continue
      bytes[index] = X
      changed = true
    }
    at = stop + 1
  }
  return changed
}

function keptOf(line: string, speaker: 'client' | 'server' | 'either', lineBytes: number): number {
  if (speaker !== 'client' && REPLY.test(line)) return lineBytes
  if (speaker === 'server') return 0
  return COMMAND.test(line) ? lineBytes : (AUTH.exec(line)?.[0].length ?? 0)
}

/** A client's port is taken from the high range; a server's is a small one. */
function speakerOf({ sourcePort, targetPort }: Segment): 'client' | 'server' | 'either' {
  if (sourcePort < 1024 && targetPort >= 1024) return 'server'
  if (targetPort < 1024 && sourcePort >= 1024) return 'client'
  return 'either'
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
