import { RST, type Segment } from './segment.ts'

/** A line that has the form of a command (RFC 5321 §4.1.1); words of a message that merely begin like one do not pass. */
const COMMAND =
  /^(?:(?:EHLO|HELO|LHLO) [\w.:[\]-]+|MAIL FROM: ?<[^<>]*>[\w =.+-]*|RCPT TO: ?<[^<>]*>[\w =.;+-]*|BDAT \d+(?: LAST)?|STARTTLS|DATA|RSET|NOOP|QUIT|\.)\r?$/i
const AUTH = /^AUTH [\w-]+/i
const REPLY = /^[2-5]\d\d(?:[ -]|\r?$)/
const MOST_LINE_BYTES = 1000
const X = 0x78

/** An address in a command or a reply (RFC 5321 §4.1.2); no nested quantifiers. */
const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}/g

/** What is known of a packet beside its octets. */
export interface RedactOptions {
  /** Who sent it; taken from the ports where left out. */
  readonly speaker?: Speaker
  /** No command of the client was read in this packet: all of it is message, credentials, or nobody knows what. */
  readonly noCommands?: boolean
  /** Mail addresses go too. */
  readonly addresses?: boolean
}

type Speaker = 'client' | 'server' | 'either'

/**
 * Overwrites in place what is nobody's business: everything in clear that is not a command of the client, a reply of the server,
 * or a TLS record. Lengths and line ends stay, so that sequence numbers and the dot that ends a message do. Credentials and message
 * octets go. Who is the server is taken from the ports; where they do not tell, both kinds of line stay.
 */
export function redactPayload(segment: Segment, options: RedactOptions = {}): boolean {
  const { bytes, payloadAt, payloadCaptured, flags } = segment
  const end = payloadAt + payloadCaptured
  if (payloadCaptured === 0 || (flags & RST) !== 0 || isTlsRecord(bytes, payloadAt, end)) return false
  const speaker = options.speaker ?? speakerOf(segment)
  let changed = false
  for (let at = payloadAt; at < end;) {
    let stop = at
    while (stop < end && bytes[stop] !== 10) stop += 1
    const line = String.fromCharCode(...bytes.subarray(at, Math.min(stop, at + MOST_LINE_BYTES)))
    const kept = options.noCommands === true && speaker === 'client' ? 0 : keptOf(line, speaker, stop - at)
    if (overwrite(bytes, at + kept, stop)) changed = true
    if (options.addresses === true)
      for (const { index, 0: address } of line.slice(0, kept).matchAll(ADDRESS))
        if (overwrite(bytes, at + index, at + index + address.length, AT_SIGN)) changed = true
    at = stop + 1
  }
  return changed
}

/** Overwrites what an ICMP error quotes of a packet beyond its headers (RFC 1812 §4.3.2.3 lets it quote much). */
export function redactQuote(segment: Segment): boolean {
  const { bytes, end, family, quotedSourceAt } = segment
  const tcpAt = family === 6 ? quotedSourceAt + 32 : quotedSourceAt - 12 + ((bytes[quotedSourceAt - 12] ?? 0) & 15) * 4
  const payloadAt = tcpAt + (tcpAt + 12 < end ? Math.max(20, ((bytes[tcpAt + 12] ?? 0) >> 4) * 4) : 20)
  return overwrite(bytes, payloadAt, end)
}

const CARRIAGE_RETURN = 13
const AT_SIGN = 64

function overwrite(bytes: Uint8Array, from: number, until: number, keep = CARRIAGE_RETURN): boolean {
  for (let index = from; index < until; index += 1) if (bytes[index] !== keep) bytes[index] = X
  return from < until
}

function keptOf(line: string, speaker: Speaker, lineBytes: number): number {
  if (speaker !== 'client' && REPLY.test(line)) return lineBytes
  if (speaker === 'server') return 0
  return COMMAND.test(line) ? lineBytes : (AUTH.exec(line)?.[0].length ?? 0)
}

/** A client's port is taken from the high range; a server's is a small one. */
function speakerOf({ sourcePort, targetPort }: Segment): Speaker {
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
