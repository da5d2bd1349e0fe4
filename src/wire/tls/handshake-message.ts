import { createOctetBuffer } from '../octet-buffer.ts'

/** HandshakeType (RFC 8446 §4, RFC 5246 §7.4). */
export const HANDSHAKE = {
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateStatus: 22,
} as const

export interface HandshakeMessage {
  readonly type: number
  readonly body: Uint8Array
}

/** A message beyond this is not kept: no certificate chain is as large. */
export const MESSAGE_LIMIT_BYTES = 256 * 1024

/** Joins the payloads of handshake records into messages; a message may span records, a record may hold several. */
export interface MessageJoiner {
  push(payload: Uint8Array): readonly HandshakeMessage[]
  pendingBytes(): number
  /** A message said that it is larger than the limit; nothing more is read. */
  overflowed(): boolean
}

export function createMessageJoiner(): MessageJoiner {
  const held = createOctetBuffer()
  let overflow = false
  return {
    pendingBytes: () => held.length,
    overflowed: () => overflow,
    push(payload) {
      const messages: HandshakeMessage[] = []
      if (overflow) return messages
      held.append(payload)
      const octets = held.view()
      let at = 0
      while (octets.length - at >= 4) {
        const length = ((octets[at + 1] ?? 0) << 16) | ((octets[at + 2] ?? 0) << 8) | (octets[at + 3] ?? 0)
        if (length > MESSAGE_LIMIT_BYTES) {
          overflow = true
          held.drop(held.length)
          return messages
        }
        if (octets.length - at < 4 + length) break
        messages.push({ type: octets[at] ?? 0, body: octets.slice(at + 4, at + 4 + length) })
        at += 4 + length
      }
      if (at > 0) held.drop(at)
      return messages
    },
  }
}
