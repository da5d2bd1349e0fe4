import { isIP } from 'node:net'
import type { Clock } from '../domain/ports.ts'
import { pause } from './bell.ts'
import type { Line, LineEnd, LineListener } from './line.ts'
import { PatientSocket } from './patient-socket.ts'

export interface TcpOptions {
  readonly address: string
  readonly port: number
  /** Source address. */
  readonly bind?: string
  readonly keepAliveMs?: number
  /** Each write is cut into pieces of this many octets, each its own segment. */
  readonly sliceBytes?: number
  /** Default: 20 ms or a round trip, whichever is longer. */
  readonly slicePauseMs?: number
}

/** One TCP connection that tells FIN from RST, counts, slices its writes, and never throws. */
export interface TcpLine extends Line {
  isConnected(): boolean
  /** SYN to SYN-ACK as the socket shows it. */
  connectMs(): number | undefined
  local(): { readonly address: string; readonly port: number } | undefined
  /** Octets that the kernel took. */
  sentBytes(): number
  receivedBytes(): number
  write(octets: Uint8Array, flushed?: () => void): void
  /** Where octets go from now on; returns the one before. */
  listen(listener: LineListener): void
  /** Cuts what is written from now on. */
  slice(sliceBytes: number, slicePauseMs?: number): void
  /**
   * Lets the kernel ask the peer's kernel once a second whether it still knows the connection (RFC 9293 §3.8.4), for so long. The program
   * at the other end does not notice, and octets that are on their way go first.
   */
  askKernel(forMs: number): void
  /** FIN after everything written; the socket is destroyed soon after, whatever the peer does. */
  close(): void
  /** RST, or nothing when the connection is gone already. */
  abandon(): void
}

const READ_BUFFER_BYTES = 64 * 1024
/** Large writes are handed over in pieces, so that progress shows. */
const PIECE_BYTES = 16 * 1024
const MIN_SLICE_PAUSE_MS = 20
/** How long the peer may take to answer our FIN. */
const CLOSING_MS = 1_000

export function openTcp(options: TcpOptions, clock: Clock, listener: LineListener): TcpLine {
  let heard = listener
  let end: LineEnd | undefined
  let connected = false
  let connectMs: number | undefined
  let local: { readonly address: string; readonly port: number } | undefined
  let sentBytes = 0
  let receivedBytes = 0
  let unsentBytes = 0
  let closing = false
  const startedAt = clock.now()
  let writeFailed = false
  const socket = new PatientSocket({
    allowHalfOpen: true,
    noDelay: true,
    ...(options.keepAliveMs === undefined
      ? {}
      : { keepAlive: true, keepAliveInitialDelay: Math.max(1000, options.keepAliveMs) }),
    // Octets come by this callback and not by 'data': a stream that had a failed write no longer hands out what it reads.
    onread: {
      buffer: Buffer.allocUnsafe(READ_BUFFER_BYTES),
      callback(count: number, buffer: Uint8Array) {
        receivedBytes += count
        // A copy: the buffer is used again, and TLS reads its octets later.
        heard.octets(Uint8Array.from(buffer.subarray(0, count)))
        heard.happened()
        return true
      },
    },
  })

  function ended(how: LineEnd): void {
    end ??= how
    heard.happened()
  }

  socket.on('connect', () => {
    connected = true
    connectMs = clock.now() - startedAt
    if (socket.localAddress !== undefined && socket.localPort !== undefined)
      local = { address: socket.localAddress, port: socket.localPort }
    heard.happened()
  })
  socket.on('end', () => ended({ by: 'fin' }))
  socket.on('error', (error: NodeJS.ErrnoException) => {
    // A reset in answer to our SYN is ECONNREFUSED: this one came after the handshake, before we could look.
    if (!connected && error.code === 'ECONNRESET') {
      connected = true
      connectMs = clock.now() - startedAt
    }
    ended(endOfError(error, connected))
  })
  socket.on('close', () => ended(connected ? { by: 'fin' } : { by: 'errno', errno: 'ECANCELED' }))
  socket.resume()
  try {
    socket.connect({
      host: options.address,
      port: options.port,
      ...(options.bind === undefined ? {} : { localAddress: options.bind }),
      // An endpoint is an address. A name here is a mistake and must not become a look-up.
      lookup: (_name, _options, done) => done(Object.assign(new Error('not an address'), { code: 'EINVAL' }), ''),
    })
  } catch {
    end = { by: 'errno', errno: isIP(options.address) === 0 ? 'EINVAL' : 'EADDRNOTAVAIL' }
  }

  let slicing = { bytes: options.sliceBytes, pauseMs: options.slicePauseMs }
  const queue: { readonly octets: Uint8Array; readonly flushed?: () => void }[] = []
  let draining = false

  function hand(octets: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      socket.write(octets, (error) => {
        if (error === null || error === undefined) {
          sentBytes += octets.length
          unsentBytes -= octets.length
        } else writeFailed = true
        resolve()
      })
    })
  }

  async function drain(): Promise<void> {
    if (draining) return
    draining = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const size = Math.max(1, slicing.bytes ?? PIECE_BYTES)
      for (let at = 0; at < next.octets.length && !writeFailed; at += size) {
        await hand(next.octets.subarray(at, at + size))
        if (slicing.bytes !== undefined && (at + size < next.octets.length || queue.length > 0)) {
          const gapMs = slicing.pauseMs ?? Math.max(MIN_SLICE_PAUSE_MS, Math.ceil((connectMs ?? 0) * 1.25))
          await pause(clock, gapMs)
        }
        heard.happened()
      }
      if (!writeFailed) next.flushed?.()
    }
    draining = false
    if (closing) socket.end()
  }

  return {
    isConnected: () => connected,
    connectMs: () => connectMs,
    local: () => local,
    sentBytes: () => sentBytes,
    receivedBytes: () => receivedBytes,
    unsentBytes: () => unsentBytes,
    end: () => end,
    listen(next) {
      heard = next
    },
    slice(sliceBytes, slicePauseMs) {
      slicing = { bytes: sliceBytes, pauseMs: slicePauseMs }
    },
    write(octets, flushed) {
      // A peer that has said FIN may still listen; after a reset nobody does.
      if ((end !== undefined && end.by !== 'fin') || closing || octets.length === 0) return
      unsentBytes += octets.length
      queue.push(flushed === undefined ? { octets } : { octets, flushed })
      void drain()
    },
    askKernel(forMs) {
      if (options.keepAliveMs !== undefined || closing || end !== undefined) return
      socket.setKeepAlive(true, 1000)
      setTimeout(() => socket.setKeepAlive(false), forMs).unref()
    },
    close() {
      if (closing) return
      closing = true
      if (!draining) socket.end()
      setTimeout(() => socket.destroy(), CLOSING_MS).unref()
    },
    abandon() {
      closing = true
      queue.length = 0
      if (connected && end === undefined) socket.resetAndDestroy()
      else socket.destroy()
    },
  }
}

function endOfError(error: NodeJS.ErrnoException, connected: boolean): LineEnd {
  const errno = error.code ?? 'EIO'
  return connected && (errno === 'ECONNRESET' || errno === 'EPIPE') ? { by: 'rst' } : { by: 'errno', errno }
}
