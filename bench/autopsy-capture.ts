import { closeSync, openSync, writeSync } from 'node:fs'

/** What the generated file holds. */
export interface GeneratedCapture {
  readonly bytes: number
  readonly packets: number
  readonly sessions: number
}

const HEADER_BYTES = 16 + 14 + 20 + 32

/** Writes a pcap of healthy, interleaved SMTP sessions (Ethernet, IPv4, timestamps) of about `megabytes`. The same seed writes the same file. */
export function generateCapture(path: string, megabytes: number, seed: number): GeneratedCapture {
  let state = seed >>> 0
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const file = openSync(path, 'w')
  const buffer = Buffer.alloc(1 << 20)
  let used = 0
  let bytes = 0
  let packets = 0
  let sessions = 0
  const flush = (): void => {
    writeSync(file, buffer, 0, used)
    bytes += used
    used = 0
  }
  buffer.writeUInt32LE(0xa1b2c3d4, 0)
  buffer.writeUInt16LE(2, 4)
  buffer.writeUInt16LE(4, 6)
  buffer.fill(0, 8, 16)
  buffer.writeUInt32LE(262144, 16)
  buffer.writeUInt32LE(1, 20)
  used = 24
  const body = Buffer.alloc(1448, 'The quick brown fox jumps over the lazy dog 0123456789 abcdefghijklmnop\r\n')
  const wanted = megabytes * 1e6
  let nowUs = 1_790_000_000_000_000
  const active: Iterator<void>[] = []

  function emit(
    client: boolean,
    port: number,
    host: number,
    seq: number,
    ack: number,
    flags: number,
    payload: Buffer,
    id: number,
  ): void {
    const size = HEADER_BYTES + payload.length
    if (used + size > buffer.length) flush()
    const at = used
    nowUs += 20
    buffer.writeUInt32LE(Math.floor(nowUs / 1e6), at)
    buffer.writeUInt32LE(nowUs % 1e6, at + 4)
    buffer.writeUInt32LE(size - 16, at + 8)
    buffer.writeUInt32LE(size - 16, at + 12)
    buffer.fill(2, at + 16, at + 28)
    buffer.writeUInt16BE(0x0800, at + 28)
    const ip = at + 30
    buffer.writeUInt32BE(0x45000000 + 52 + payload.length, ip)
    buffer.writeUInt32BE(((id & 0xffff) * 65536 + 0x4000) >>> 0, ip + 4)
    buffer.writeUInt32BE(((client ? 64 : 57) * 16777216 + 0x060000) >>> 0, ip + 8)
    const [own, other] = [0x0a010102, 0x0a020000 + host]
    buffer.writeUInt32BE(client ? own : other, ip + 12)
    buffer.writeUInt32BE(client ? other : own, ip + 16)
    const tcp = ip + 20
    buffer.writeUInt16BE(client ? port : 25, tcp)
    buffer.writeUInt16BE(client ? 25 : port, tcp + 2)
    buffer.writeUInt32BE(seq >>> 0, tcp + 4)
    buffer.writeUInt32BE(ack >>> 0, tcp + 8)
    buffer.writeUInt32BE(0x80000000 + flags * 65536 + 502, tcp + 12)
    buffer.writeUInt32BE(0, tcp + 16)
    buffer.writeUInt32BE(0x0101080a, tcp + 20)
    buffer.writeUInt32BE(Math.floor(nowUs / 1000) >>> 0, tcp + 24)
    buffer.writeUInt32BE(0, tcp + 28)
    payload.copy(buffer, tcp + 32)
    used += size
    packets += 1
  }

  function* session(): Generator<void, void> {
    const port = 20_000 + (sessions % 40_000)
    const host = 1 + (sessions % 250) + 256 * (Math.floor(sessions / 40_000) % 250)
    sessions += 1
    let [mine, theirs] = [Math.floor(random() * 2 ** 32), Math.floor(random() * 2 ** 32)]
    let [idC, idS] = [Math.floor(random() * 60_000), Math.floor(random() * 60_000)]
    const none = Buffer.alloc(0)
    const c = (flags: number, payload = none): void => {
      emit(true, port, host, mine, (flags & 16) !== 0 ? theirs : 0, flags, payload, ++idC)
      mine = (mine + payload.length + (flags & 3 ? 1 : 0)) >>> 0
    }
    const s = (flags: number, payload = none): void => {
      emit(false, port, host, theirs, mine, flags, payload, ++idS)
      theirs = (theirs + payload.length + (flags & 3 ? 1 : 0)) >>> 0
    }
    c(2)
    yield
    s(18)
    yield
    c(16)
    const turns = [
      ['', '220 mx.example.net ESMTP\r\n'],
      ['EHLO out.example.org\r\n', '250-mx.example.net\r\n250-PIPELINING\r\n250 SIZE 10240000\r\n'],
      ['MAIL FROM:<a@example.org>\r\n', '250 2.1.0 Ok\r\n'],
      ['RCPT TO:<b@example.net>\r\n', '250 2.1.5 Ok\r\n'],
      ['DATA\r\n', '354 End data with <CR><LF>.<CR><LF>\r\n'],
    ] as const
    for (const [said, answered] of turns) {
      if (said !== '') {
        c(24, Buffer.from(said))
        yield
      }
      s(24, Buffer.from(answered))
      yield
    }
    const segments = 8 + Math.floor(random() * 24)
    for (let index = 0; index < segments; index += 1) {
      c(16, body)
      if (index % 3 === 2) {
        yield
        s(16)
      }
      yield
    }
    c(24, Buffer.from('\r\n.\r\n'))
    yield
    s(24, Buffer.from('250 2.0.0 Ok: queued as 4XyZ1a2b3c\r\n'))
    yield
    c(24, Buffer.from('QUIT\r\n'))
    yield
    s(25, Buffer.from('221 2.0.0 Bye\r\n'))
    c(17)
    s(16)
  }

  while (bytes + used < wanted || active.length > 0) {
    while (active.length < 40 && bytes + used < wanted) active.push(session())
    const index = Math.floor(random() * active.length)
    if (active[index]?.next().done === true) active.splice(index, 1)
  }
  flush()
  closeSync(file)
  return { bytes, packets, sessions }
}
