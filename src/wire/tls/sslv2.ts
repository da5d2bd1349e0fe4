import { concat } from '../octets.ts'
import { u16 } from './bytes.ts'

/** The seven SSLv2 cipher kinds: RC4, RC4 export, RC2, RC2 export, IDEA, DES, 3DES. */
const SSLV2_CIPHERS = Uint8Array.of(1, 0, 0x80, 2, 0, 0x80, 3, 0, 0x80, 4, 0, 0x80, 5, 0, 0x80, 6, 0, 0x40, 7, 0, 0xc0)

/** An SSLv2 CLIENT-HELLO (48 octets; the protocol is forbidden by RFC 6176, and some servers still answer). */
export function buildSslv2Hello(challenge: Uint8Array): Uint8Array {
  const body = concat([
    Uint8Array.of(1, 0, 2),
    u16(SSLV2_CIPHERS.length),
    u16(0),
    u16(challenge.length),
    SSLV2_CIPHERS,
    challenge,
  ])
  return concat([Uint8Array.of(0x80 | (body.length >> 8), body.length & 0xff), body])
}

export type Sslv2Answer =
  | { readonly kind: 'server-hello'; readonly version: number; readonly sizeBytes: number; readonly complete: boolean }
  | { readonly kind: 'error'; readonly code: number }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'other' }

/** What answers an SSLv2 hello in SSLv2 words: SERVER-HELLO (4) or ERROR (0). Anything else is `other`. */
export function readSslv2Answer(octets: Uint8Array): Sslv2Answer {
  const [first, second, type] = octets
  if (first === undefined) return { kind: 'incomplete' }
  if ((first & 0x80) === 0) return { kind: 'other' }
  if (second === undefined || type === undefined) return { kind: 'incomplete' }
  const sizeBytes = 2 + (((first & 0x7f) << 8) | second)
  if (type === 0) {
    if (octets.length < 5) return { kind: 'incomplete' }
    return { kind: 'error', code: ((octets[3] ?? 0) << 8) | (octets[4] ?? 0) }
  }
  if (type !== 4) return { kind: 'other' }
  if (octets.length < 7) return { kind: 'incomplete' }
  const version = ((octets[5] ?? 0) << 8) | (octets[6] ?? 0)
  return { kind: 'server-hello', version, sizeBytes, complete: octets.length >= sizeBytes }
}
