import { writePcap, type WrittenFrame } from '../../../src/wire/pcap/capture-writer.ts'
import { ethernetFrame, type CraftedPacket } from './packet-bytes.ts'

export const EHLO_REPLY = '250-mx.example.net\r\n250-PIPELINING\r\n250 8BITMIME\r\n'

export type Who = 'client' | 'server'

/** The world of one crafted conversation. */
export interface TalkOptions {
  readonly at?: 'client' | 'server' | 'middle'
  readonly rttMs?: number
  readonly port?: number
  readonly clientPort?: number
  readonly clientTtl?: number
  readonly serverTtl?: number
  readonly v6?: boolean
  /** TCP timestamps on every packet but resets without a socket. */
  readonly timestamps?: boolean
  readonly mss?: number
  /** Identification of the server's packets: counted up, always 0, or without order. */
  readonly ids?: 'counted' | 'zero' | 'random'
}

/** One packet. What is left out follows from the conversation so far. */
export interface Sent {
  readonly text?: string
  readonly bytes?: Uint8Array
  /** So many octets of a message. */
  readonly fill?: number
  readonly flags?: string
  /** Relative to the sender's next octet. */
  readonly seqShift?: number
  readonly seq?: number
  readonly ackShift?: number
  readonly afterMs?: number
  readonly ttl?: number
  readonly id?: number
  readonly window?: number
  /** SACK blocks relative to the acknowledgement. */
  readonly sack?: readonly (readonly [number, number])[]
  readonly bare?: boolean
  /** Seen here, and it never reaches the other side. */
  readonly lost?: boolean
  /** Not a part of the sender's stream: forged, or sent again. */
  readonly aside?: boolean
}

interface Party {
  readonly isn: number
  next: number
  got: number
  id: number
  window: number
}

/** A conversation at a capture point, packet by packet. Times follow from who answers whom. */
export function createTalk(options: TalkOptions = {}) {
  const { at = 'client', rttMs = 40, port = 25, clientPort = 40_321, mss = 1460, timestamps = true } = options
  const far = at === 'middle' ? rttMs / 2 : rttMs
  const delays = { client: at === 'client' ? 0.03 : far, server: at === 'server' ? 0.03 : far }
  const party = (isn: number): Party => ({ isn, next: isn, got: 0, id: isn & 0xffff, window: 501 })
  const parties = { client: party(4_294_966_000), server: party(1_700_000_123) }
  const frames: WrittenFrame[] = []
  let nowUs = 1_780_000_000_000_000
  let last: Who | undefined

  function emit(from: Who, packet: CraftedPacket): void {
    frames.push({ atUs: nowUs, linkType: 1, bytes: ethernetFrame(from, { ...options, port, clientPort, mss }, packet) })
  }

  function send(from: Who, sent: Sent = {}): void {
    const me = parties[from]
    const other = parties[from === 'client' ? 'server' : 'client']
    nowUs += Math.round((sent.afterMs ?? (last === from || last === undefined ? 0.05 : delays[from])) * 1000)
    last = from
    const payload =
      sent.bytes ?? (sent.fill === undefined ? new TextEncoder().encode(sent.text ?? '') : messageOctets(sent.fill))
    const flags = sent.flags ?? (payload.length > 0 ? 'PA' : 'A')
    const seq = (sent.seq ?? me.next + (sent.seqShift ?? 0)) >>> 0
    me.id = options.ids === 'random' ? (me.id * 40_503 + 12_345) & 0xffff : (me.id + 1) & 0xffff
    const reset = flags.includes('R')
    const ack = flags.includes('A') ? (me.got + (sent.ackShift ?? 0)) >>> 0 : 0
    emit(from, {
      seq,
      ack,
      flags,
      payload,
      ttl: sent.ttl ?? (from === 'client' ? (options.clientTtl ?? 64) : (options.serverTtl ?? 52)),
      id: sent.id ?? (sent.bare === true || options.ids === 'zero' ? 0 : me.id),
      window: sent.window ?? (reset ? 0 : flags.includes('S') ? 64_240 : me.window),
      stamp: timestamps && sent.bare !== true ? Math.floor(nowUs / 1000) >>> 0 : undefined,
      sack: (sent.sack ?? []).map(([left, right]) => [(ack + left) >>> 0, (ack + right) >>> 0] as const),
    })
    if (sent.aside === true || reset) return
    const used = payload.length + (flags.includes('S') ? 1 : 0) + (flags.includes('F') ? 1 : 0)
    me.next = (seq + used) >>> 0
    if (sent.lost !== true) other.got = me.next
  }

  const talk = {
    send,
    client: (text: string, more: Sent = {}) => send('client', { ...more, text }),
    server: (text: string, more: Sent = {}) => send('server', { ...more, text }),
    ack: (from: Who, more: Sent = {}) => send(from, more),
    open() {
      send('client', { flags: 'S' })
      send('server', { flags: 'SA', id: 0 })
      send('client', {})
    },
    greet(banner = '220 mx.example.net ESMTP\r\n') {
      talk.open()
      talk.server(banner)
    },
    hello(verb = 'EHLO', keywords = '250-mx.example.net\r\n250-PIPELINING\r\n250-STARTTLS\r\n250 8BITMIME\r\n') {
      talk.greet()
      talk.client(`${verb} sender.example\r\n`)
      talk.server(keywords)
    },
    ehlo: () => talk.say('EHLO s.example', EHLO_REPLY.trimEnd()),
    startTls() {
      talk.hello()
      talk.say('STARTTLS', '220 ready')
    },
    say(command: string, reply: string) {
      talk.client(`${command}\r\n`)
      talk.server(`${reply}\r\n`)
    },
    envelope() {
      talk.say('MAIL FROM:<a@sender.example>', '250 2.1.0 Ok')
      talk.say('RCPT TO:<b@example.net>', '250 2.1.5 Ok')
    },
    toData() {
      talk.hello()
      talk.envelope()
      talk.say('DATA', '354 End data with <CR><LF>.<CR><LF>')
    },
    body(segments = 3, size = 1448) {
      for (let index = 0; index < segments; index += 1) send('client', { fill: size })
      talk.ack('server')
    },
    /** A message to the recipients of the envelope before, and its acceptance. */
    message(segments = 3) {
      talk.say('DATA', '354 go')
      talk.body(segments)
      talk.say('.', '250 ok')
    },
    deliver() {
      talk.toData()
      talk.body()
      talk.say('.', '250 2.0.0 Ok: queued as 4ABC')
    },
    fin: (from: Who, more: Sent = {}) => send(from, { flags: 'FA', ...more }),
    reset: (from: Who, more: Sent = {}) => send(from, { flags: 'RA', ...more }),
    /** Both sides close after `first` does. */
    close(first: Who = 'client') {
      const second = first === 'client' ? 'server' : 'client'
      talk.fin(first)
      talk.fin(second)
      talk.ack(first)
    },
    /** The server's last words, and its FIN with them; the client follows. */
    closeWith(words: string) {
      talk.server(words, { flags: 'FPA' })
      talk.fin('client')
      talk.ack('server')
    },
    quit() {
      talk.say('QUIT', '221 2.0.0 Bye')
      talk.close('server')
    },
    wait: (seconds: number) => void (nowUs += Math.round(seconds * 1e6)),
    /** Sends the same octets again, with the pauses of RFC 6298. */
    again(from: Who, sent: Sent, times = 5, firstMs = 300) {
      for (let index = 0; index < times; index += 1) send(from, { ...sent, aside: true, afterMs: firstMs * 2 ** index })
    },
    icmp(type: number, code: number, about: Who, more: { mtu?: number; from?: string; shift?: number } = {}) {
      nowUs += 5000
      last = about === 'client' ? 'server' : 'client'
      emit(about === 'client' ? 'server' : 'client', {
        icmp: { type, code, about, mtu: more.mtu ?? 0, from: more.from ?? '203.0.113.9' },
        seq: (parties[about].next + (more.shift ?? 0)) >>> 0,
        ack: 0,
        flags: '',
        payload: new Uint8Array(0),
        ttl: 60,
        id: 1,
        window: 0,
        stamp: undefined,
        sack: [],
      })
    },
    window: (who: Who, window: number) => void (parties[who].window = window),
    position: (who: Who) => parties[who].next,
    frames: () => frames,
    bytes: () => writePcap(frames),
  }
  return talk
}

export type Talk = ReturnType<typeof createTalk>

/** Lines of a message; the last one is complete. */
function messageOctets(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => {
    const left = length - index
    return left === 2 || (index % 64 === 62 && left > 3)
      ? 13
      : left === 1 || (index % 64 === 63 && left > 2)
        ? 10
        : 97 + (index % 26)
  })
}
