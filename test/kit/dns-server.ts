import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import dnsPacket, { type DecodedPacket, type Packet } from 'dns-packet'

/** What the server does with one question: the octets of the answer, several datagrams, or nothing (silence). */
export type Reply = Uint8Array | readonly Uint8Array[] | undefined

export interface DnsServerScript {
  udp(query: DecodedPacket, raw: Uint8Array): Reply | Promise<Reply>
  /** Messages are framed for TCP; `half` hangs up in the middle of the message; `close`, as when left out, without a word. */
  tcp?(query: DecodedPacket, raw: Uint8Array): Reply | { readonly half: Uint8Array } | 'close'
}

export interface DnsServer extends AsyncDisposable {
  /** As createResolver takes it. */
  readonly address: string
  readonly queries: readonly { readonly transport: 'udp' | 'tcp'; readonly query: DecodedPacket }[]
}

/** A DNS server on loopback, UDP and TCP on the same free port, that answers as scripted. Written with dns-packet, unlike the client under test. */
export async function startDnsServer(script: DnsServerScript): Promise<DnsServer> {
  const queries: { transport: 'udp' | 'tcp'; query: DecodedPacket }[] = []
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.once('data', (chunk: Buffer) => {
      const raw = chunk.subarray(2)
      const query = dnsPacket.decode(raw)
      queries.push({ transport: 'tcp', query })
      const reply = script.tcp === undefined ? 'close' : script.tcp(query, raw)
      if (reply === 'close') return socket.destroy()
      if (reply !== undefined && 'half' in reply) {
        socket.end(framed(reply.half).subarray(0, reply.half.length / 2))
      } else {
        for (const message of messagesOf(reply)) socket.write(framed(message))
      }
    })
  })
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  const { port } = tcp.address() as AddressInfo
  const udp = createSocket('udp4')
  let isOver = false
  udp.on('message', (raw, from) => {
    const query = dnsPacket.decode(raw)
    queries.push({ transport: 'udp', query })
    void Promise.resolve(script.udp(query, raw)).then((reply) => {
      if (isOver) return
      for (const message of messagesOf(reply)) udp.send(message, from.port, from.address)
    })
  })
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1#${port}`,
    queries,
    async [Symbol.asyncDispose]() {
      isOver = true
      for (const socket of sockets) socket.destroy()
      udp.close()
      await new Promise((resolve) => tcp.close(resolve))
    },
  }
}

function framed(message: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message])
}

function messagesOf(reply: Reply): readonly Uint8Array[] {
  if (reply === undefined) return []
  return reply instanceof Uint8Array ? [reply] : reply
}

/** An answer to a query, with parts replaced. `rcode` is a number here, because dns-packet writes it through `flags`. */
export function answerTo(query: DecodedPacket, parts: Partial<Packet> & { readonly rcode?: number } = {}): Uint8Array {
  const { rcode = 0, flags = 0, ...rest } = parts
  return dnsPacket.encode({
    type: 'response',
    id: query.id ?? 0,
    questions: query.questions ?? [],
    ...rest,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | flags | rcode,
  })
}
