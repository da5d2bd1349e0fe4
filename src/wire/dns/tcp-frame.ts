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
  let pending: Uint8Array = new Uint8Array(0)
  return {
    take(chunk) {
      const joined = new Uint8Array(pending.length + chunk.length)
      joined.set(pending)
      joined.set(chunk, pending.length)
      const messages: Uint8Array[] = []
      let offset = 0
      while (offset + 2 <= joined.length) {
        const end = offset + 2 + (((joined[offset] ?? 0) << 8) | (joined[offset + 1] ?? 0))
        if (end > joined.length) break
        messages.push(joined.slice(offset + 2, end))
        offset = end
      }
      pending = joined.slice(offset)
      return messages
    },
    get pendingBytes() {
      return pending.length
    },
  }
}
