import { connect, type TLSSocket } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'
import type { TlsAlert } from '../domain/outcome.ts'
import { notARecord } from '../wire/tls/record.ts'
import type { ServerFlight } from '../wire/tls/server-flight.ts'
import { createServerFlightReader } from '../wire/tls/server-flight.ts'
import type { Line, LineEnd, LineListener } from './line.ts'
import { tapDuplex } from './tapped-duplex.ts'
import type { TcpLine } from './tcp-line.ts'

/** TLS on a TCP line. */
export interface TlsLine extends Line {
  isSecure(): boolean
  /** The peer's first octets are not TLS: they went to the listener as they are, and the handshake is dead. */
  isPlaintext(): boolean
  /** What was read of the server's flight in clear text. */
  flight(): ServerFlight
  /** Octets received since the handshake began. */
  handshakeBytes(): number
  readonly socket: TLSSocket
  /** close_notify and FIN. */
  close(): void
}

/** How long after the TLS stream's end the TCP end may come, to tell which it was. */
const TCP_END_MS = 150

/**
 * Starts TLS. The listener hears decrypted octets; an end of the line is known only after everything received was decrypted.
 * Throws when node:tls cannot make sense of the options (an unknown group, no cipher left): that is our plan's fault, not the peer's.
 */
export function startTls(tcp: TcpLine, options: ConnectionOptions, listener: LineListener): TlsLine {
  const received = createServerFlightReader()
  const sent = createServerFlightReader()
  let end: LineEnd | undefined
  let secure = false
  let plaintext = false
  let handshakeBytes = 0
  let unsentBytes = 0
  let alertFromPeer: TlsAlert | undefined
  let libraryError: string | undefined
  const tap = tapDuplex(tcp, (octets) => {
    if (!secure) sent.push(octets)
  })
  const socket = connect({ ...options, socket: tap.duplex })

  function conclude(): void {
    if (end !== undefined) return
    const fromPeer = alertFromPeer ?? clearAlert(received.flight(), 'peer')
    const fromUs = clearAlert(sent.flight(), 'us')
    const tcpEnd = tcp.end()
    if (fromPeer !== undefined) end = { by: 'tls-alert', alert: fromPeer }
    else if (libraryError !== undefined)
      end = { by: 'tls-alert', ...(fromUs === undefined ? {} : { alert: fromUs }), detail: libraryError }
    else if (tcpEnd !== undefined) end = tcpEnd
    else end = { by: 'tls-alert', alert: { description: 0, fatal: false, from: 'peer' } }
    listener.happened()
  }

  let streamOver = false
  /** The TLS stream has ended: what ended it is known now, or as soon as the TCP end has come, too. */
  function over(): void {
    streamOver = true
    if (alertFromPeer !== undefined || libraryError !== undefined || tcp.end() !== undefined) conclude()
    // The timer may be late and find the TCP end not yet read: one more look at the sockets.
    else setTimeout(() => setImmediate(conclude), TCP_END_MS)
  }

  tcp.listen({
    octets(octets) {
      if (!secure) handshakeBytes += octets.length
      // Not TLS at all, such as an SMTP reply: OpenSSL would only say "wrong version number".
      if (!secure && (plaintext || (handshakeBytes === octets.length && notARecord(octets) !== undefined))) {
        plaintext = true
        listener.octets(octets)
        return
      }
      if (!secure) received.push(octets)
      tap.receive(octets)
    },
    happened() {
      if (tcp.end() !== undefined) {
        if (plaintext || streamOver) conclude()
        else tap.receiveEnd()
      }
      listener.happened()
    },
  })
  socket.on('secureConnect', () => {
    secure = true
    listener.happened()
  })
  socket.on('data', (octets: Uint8Array) => {
    listener.octets(octets)
    listener.happened()
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    const number = /SSL alert number (\d{1,3})/.exec(error.message)?.[1]
    if (number !== undefined) alertFromPeer = { description: Number(number), fatal: true, from: 'peer' }
    else if (isLibraryVerdict(error)) libraryError = `${error.code ?? ''} ${reasonOf(error)}`.trim()
    over()
  })
  socket.on('end', over)
  socket.on('close', over)

  return {
    socket,
    isSecure: () => secure,
    isPlaintext: () => plaintext,
    flight: () => received.flight(),
    handshakeBytes: () => handshakeBytes,
    unsentBytes: () => unsentBytes + tcp.unsentBytes(),
    end: () => end,
    write(octets) {
      if (end !== undefined || octets.length === 0) return
      unsentBytes += octets.length
      socket.write(octets, () => {
        unsentBytes -= octets.length
        listener.happened()
      })
    },
    close() {
      if (end === undefined && secure) socket.end()
      else socket.destroy()
      tcp.close()
    },
  }
}

function clearAlert(flight: ServerFlight, from: TlsAlert['from']): TlsAlert | undefined {
  return flight.alert?.fatal === true ? { ...flight.alert, from } : undefined
}

/** OpenSSL's own judgement on what it read, as opposed to a stream that ended under it. */
function isLibraryVerdict(error: NodeJS.ErrnoException): boolean {
  const code = error.code ?? ''
  return code.startsWith('ERR_SSL_') && !code.includes('UNEXPECTED_EOF')
}

/** `error:0A00018A:SSL routines::dh key too small:…` → `dh key too small`. */
function reasonOf(error: Error): string {
  return error.message.split(':')[4]?.trim() ?? error.message
}
