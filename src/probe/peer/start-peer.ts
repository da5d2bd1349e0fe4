import type { Socket } from 'node:net'
import { createServer } from 'node:net'
import type { PeerScript } from './peer-script.ts'
import { serve } from './peer-session.ts'

export interface RunningPeer {
  readonly address: string
  readonly port: number
  /** Connections since the start. */
  connections(): number
  /** Octets that came on all connections, TLS records included. */
  receivedBytes(): number
  /** Command lines as they came, all connections. */
  commands(): readonly string[]
  close(): Promise<void>
}

export interface PeerPlace {
  /** Default 127.0.0.1. */
  readonly address?: string
  /** Default: any free port. */
  readonly port?: number
}

const KEPT_COMMANDS = 10_000

/** Starts a scripted server. Rejects with the system's error when the address or port cannot be had. */
export function startPeer(script: PeerScript, place: PeerPlace = {}): Promise<RunningPeer> {
  const open = new Set<Socket>()
  const commands: string[] = []
  const starts: number[] = []
  let connections = 0
  let endedBytes = 0
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connections += 1
    open.add(socket)
    socket.on('close', () => {
      endedBytes += socket.bytesRead
      open.delete(socket)
    })
    socket.on('error', () => socket.destroy())
    const refusal = refusalOf(script, { connection: connections, open: open.size, starts })
    if (refusal !== undefined) {
      socket.end(`${refusal}\r\n`)
      socket.resume()
      return
    }
    void serve(socket, script, (command) => {
      if (commands.length < KEPT_COMMANDS) commands.push(command)
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(place.port ?? 0, place.address ?? '127.0.0.1', () => {
      const bound = server.address()
      if (bound === null || typeof bound === 'string') return
      resolve({
        address: bound.address,
        port: bound.port,
        connections: () => connections,
        receivedBytes: () => [...open].reduce((sum, socket) => sum + socket.bytesRead, endedBytes),
        commands: () => commands,
        close: () =>
          new Promise((done) => {
            for (const socket of open) socket.destroy()
            server.close(() => done())
          }),
      })
    })
  })
}

function refusalOf(
  script: PeerScript,
  { connection, open, starts }: { readonly connection: number; readonly open: number; readonly starts: number[] },
): string | undefined {
  const { first, concurrent, perWindow } = script.limits ?? {}
  if (first !== undefined && connection <= first.count) return first.reply
  if (perWindow !== undefined) {
    const now = Date.now()
    while (starts[0] !== undefined && starts[0] <= now - perWindow.windowMs) starts.shift()
    if (starts.length >= perWindow.count) return perWindow.reply
    starts.push(now)
  }
  return concurrent !== undefined && open > concurrent.count ? concurrent.reply : undefined
}
