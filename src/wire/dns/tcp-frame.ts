import { createOctetBuffer } from '../octet-buffer.ts'

/** A DNS message over TCP: two octets of length before it (RFC 1035 §4.2.2). */
export function frameForTcp(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(message.length + 2)
  framed[0] = message.length >> 8
  framed[1] = message.length & 0xff
  framed.set(message, 2)
  return framed
}

export interface TcpMessages {
  /** Takes the next octets and returns the messages that became complete. Holds at most one message (64 kB) and a chunk. */
  take(chunk: Uint8Array): readonly Uint8Array[]
  /** Octets of an unfinished message. */
  readonly pendingBytes: number
}

export function tcpMessages(): TcpMessages {
  const held = createOctetBuffer()
  return {
    take(chunk) {
      held.append(chunk)
      const octets = held.view()
      const messages: Uint8Array[] = []
      let at = 0
      while (at + 2 <= octets.length) {
        const end = at + 2 + (((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0))
        if (end > octets.length) break
        messages.push(octets.slice(at + 2, end))
        at = end
      }
      if (at > 0) held.drop(at)
      return messages
    },
    get pendingBytes() {
      return held.length
    },
  }
}
