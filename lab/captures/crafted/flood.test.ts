import { describe, expect, it } from 'vitest'
import { createAnalyser } from '../../../src/flow/analysis.ts'
import { createHalfOpenStore } from '../../../src/flow/half-open.ts'
import { readIpPacket } from '../../../src/wire/packet/ip-packet.ts'
import { emptySegment } from '../../../src/wire/packet/segment.ts'
import { writePcap, type WrittenFrame } from '../../../src/wire/pcap/capture-writer.ts'
import { emptyFrame } from '../../../src/wire/pcap/frame.ts'
import { createTalk } from './talk.ts'

const SYN = 1
const SYN_ACK = 2

/** The first packets of a handshake, from as many addresses as are asked for. */
function flood(connections: number, packets: number): Uint8Array {
  const talk = createTalk()
  talk.open()
  const kinds = talk.frames().slice(0, packets)
  const frames: WrittenFrame[] = []
  for (let index = 0; index < connections; index += 1)
    for (const [kind, { atUs, bytes }] of kinds.entries()) {
      const copy = bytes.slice()
      // The third and fourth octet of the client's address: source of the SYN, destination of its answer.
      new DataView(copy.buffer).setUint16(14 + (kind === 0 ? 14 : 18), index & 0xffff)
      frames.push({ atUs: atUs + index * 10, linkType: 1, bytes: copy })
    }
  return writePcap(frames)
}

describe('floods', () => {
  it.each([
    ['SYNs', SYN, 40_000],
    ['SYNs and what answers them', SYN_ACK, 20_000],
  ])('%s cost little, are counted, and are no failures', (_, packets, connections) => {
    const bytes = flood(connections, packets)
    const before = process.memoryUsage()
    const analyser = createAnalyser()
    for (let at = 0; at < bytes.length; at += 65_536) analyser.push(bytes.subarray(at, at + 65_536))
    const after = process.memoryUsage()
    const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
    const { sessions, tcpSessions, summary } = analyser.end()
    // A session in full takes 5 kB: 200 MB.
    expect(grown / 1e6).toBeLessThan(60)
    expect(tcpSessions).toBe(connections)
    expect(sessions.length).toBe(5000)
    expect(sessions.every(({ healthy }) => healthy)).toBe(true)
    expect(summary.notes).toEqual([
      `${connections - 5000} more connections that got no further than the handshake are counted and not listed: a flood or a scan?`,
    ])
  })

  it('a connection among them is followed from its SYN on', () => {
    const talk = createTalk({ clientPort: 50_000 })
    talk.deliver()
    talk.quit()
    const frames = talk.frames()
    const among = createAnalyser()
    const many = flood(3000, SYN)
    among.push(writePcap(frames.slice(0, 1)))
    among.push(many.subarray(24))
    among.push(writePcap(frames.slice(1)).subarray(24))
    const found = among.end().sessions.find(({ client }) => client.endsWith(':50000'))
    expect(found).toMatchObject({ signature: 'goodbye', healthy: true, limits: [] })
  })
})

describe('createHalfOpenStore', () => {
  const bytes = (index: number): Uint8Array => {
    const talk = createTalk({ clientPort: 1000 + index })
    talk.open()
    return talk.frames()[0]?.bytes ?? new Uint8Array(0)
  }
  it('is full at its bound, and gives back the oldest first', () => {
    const store = createHalfOpenStore(3)
    const segment = emptySegment()
    const kept = Array.from({ length: 4 }, (_, index) => {
      const octets = bytes(index)
      readIpPacket(segment, octets, 14, octets.length, octets.length)
      const frame = { ...emptyFrame(), number: index + 1, bytes: octets, originalBytes: octets.length }
      return store.keep(index & 1, segment, 14, frame, () => index + 1)
    })
    expect(kept).toEqual([true, true, true, false])
    expect(store.full).toBe(true)
    const frames: number[] = []
    for (let one = store.takeOldest(); one !== undefined; one = store.takeOldest())
      one.replay(({ frame, segment: { sourcePort } }) => void frames.push(frame, sourcePort))
    expect(frames.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 1000, 1001, 1002])
    expect(store.full).toBe(false)
  })
})
