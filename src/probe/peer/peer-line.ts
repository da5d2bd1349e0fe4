import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Behaviour, FlowFaults } from './peer-script.ts'

/** The server's end of a connection: octets in, octets out, and the ways to end it. */
export interface PeerLine {
  /** The next line without its line end; undefined when the client is gone. */
  line(): Promise<string | undefined>
  /** What has arrived, at least one octet; undefined when the client is gone. */
  chunk(): Promise<Buffer | undefined>
  /** Gives octets back that were read too far. */
  unread(octets: Buffer): void
  /** Forgets what has arrived and was not read. */
  drop(): void
  /** Octets are waiting. */
  hasInput(): boolean
  write(octets: string | Uint8Array): void
  /** Plays a behaviour; true when the connection goes on. `usual` writes nothing. */
  play(behaviour: Behaviour): Promise<boolean>
  isOver(): boolean
  onActivity(listener: () => void): void
}

/** More than this without a line end is no command. */
const INPUT_LIMIT_BYTES = 1024 * 1024

/** `stream` is the socket, or TLS on it. */
export function peerLine(stream: Duplex, socket: Socket, flow: FlowFaults): PeerLine {
  let input: Buffer = Buffer.alloc(0)
  /** The client has said all that it will say: it may still listen. */
  let ended = false
  let gone = false
  let deaf = false
  let wake: (() => void) | undefined
  let active: (() => void) | undefined

  function receive(octets: Buffer): void {
    active?.()
    if (flow.swallowsReadsAboveBytes !== undefined && octets.length > flow.swallowsReadsAboveBytes) deaf = true
    if (deaf) return
    input = Buffer.concat([input, octets])
    if (input.length > INPUT_LIMIT_BYTES) socket.destroy()
    wake?.()
  }
  function end(): void {
    ended = true
    wake?.()
  }
  function leave(): void {
    gone = true
    end()
  }
  stream.on('data', receive)
  stream.on('end', end)
  stream.on('close', leave)
  // A client that goes away is an ordinary event for a server.
  stream.on('error', leave)

  async function more(): Promise<boolean> {
    if (ended) return false
    await new Promise<void>((resolve) => {
      wake = resolve
    })
    wake = undefined
    return true
  }

  function write(octets: string | Uint8Array): void {
    const length = typeof octets === 'string' ? Buffer.byteLength(octets) : octets.length
    if (flow.swallowsWritesAboveBytes !== undefined && length > flow.swallowsWritesAboveBytes) deaf = true
    if (!deaf && !gone && !stream.destroyed) stream.write(octets)
  }

  function close(how: 'close' | 'reset' | 'deaf' | undefined): boolean {
    switch (how) {
      case undefined:
        return true
      case 'close':
        stream.end()
        break
      case 'reset':
        // What was written before gets out first.
        setTimeout(() => socket.resetAndDestroy(), 20)
        break
      case 'deaf':
        deaf = true
        break
    }
    return false
  }

  async function flood(octets: Buffer): Promise<void> {
    while (!gone && !stream.destroyed) {
      if (stream.write(octets)) await sleep(0)
      else
        await new Promise<void>((resolve) => {
          stream.once('drain', resolve)
          stream.once('close', resolve)
        })
    }
  }

  return {
    async line() {
      for (;;) {
        const lineEnd = input.indexOf(0x0a)
        if (lineEnd !== -1 && !deaf) {
          if (flow.seesQuitFirst === true && input.includes('\r\nQUIT\r\n')) {
            input = Buffer.alloc(0)
            return 'QUIT'
          }
          const text = input.subarray(0, lineEnd).toString('latin1').replace(/\r$/, '')
          input = flow.losesPipelined === true ? Buffer.alloc(0) : input.subarray(lineEnd + 1)
          return text
        }
        if (!(await more())) return undefined
      }
    },
    async chunk() {
      while (input.length === 0 || deaf) if (!(await more())) return undefined
      const octets = input
      input = Buffer.alloc(0)
      return octets
    },
    unread(octets) {
      input = Buffer.concat([octets, input])
    },
    drop() {
      input = Buffer.alloc(0)
    },
    hasInput: () => input.length > 0,
    write,
    async play(behaviour) {
      if (behaviour.delayMs !== undefined) await sleep(behaviour.delayMs)
      switch (behaviour.do) {
        case 'usual':
          return true
        case 'reply': {
          const lines = typeof behaviour.text === 'string' ? [behaviour.text] : behaviour.text
          write(lines.map((text) => `${text}\r\n`).join(''))
          return close(behaviour.then)
        }
        case 'raw':
          write(Buffer.from(behaviour.latin1, 'latin1'))
          return close(behaviour.then)
        case 'flood':
          await flood(Buffer.from(behaviour.latin1, 'latin1'))
          return false
        case 'fin':
          return close('close')
        case 'rst':
          socket.resetAndDestroy()
          return false
        case 'silent':
          deaf = true
          return false
      }
    },
    isOver: () => gone || stream.destroyed,
    onActivity(listener) {
      active = listener
    },
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
