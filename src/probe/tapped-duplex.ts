import { Duplex } from 'node:stream'
import type { TcpLine } from './tcp-line.ts'

/** What stands between node:tls and the TCP line, so that the line keeps its eyes on every octet and on the end. */
export interface TappedDuplex {
  readonly duplex: Duplex
  /** Octets from the peer for the TLS stack. */
  receive(octets: Uint8Array): void
  /** No more will come, by FIN or by RST: what was received is decrypted first. */
  receiveEnd(): void
}

export function tapDuplex(tcp: TcpLine, sent: (octets: Uint8Array) => void): TappedDuplex {
  let over = false
  const duplex = new Duplex({
    allowHalfOpen: true,
    read() {
      // Pushed as it comes: the peer's pace is TCP's to hold back, and everything received is read at once.
    },
    write(chunk: Uint8Array, _encoding, done) {
      sent(chunk)
      tcp.write(chunk, () => done())
      // A dead line flushes nothing; the TLS stack must not wait for it.
      const end = tcp.end()
      if (end !== undefined && end.by !== 'fin') done()
    },
    final(done) {
      tcp.close()
      done()
    },
  })
  return {
    duplex,
    receive(octets) {
      if (!over) duplex.push(octets)
    },
    receiveEnd() {
      if (over) return
      over = true
      duplex.push(null)
    },
  }
}
