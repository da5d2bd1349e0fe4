import { writePcap, type WrittenFrame } from '../../../src/wire/pcap/capture-writer.ts'

/** What lies between the two places. */
export interface Between {
  /** Frames (from 0, as seen at the client) that do not reach the other place; those from the server, that did not come from it. */
  readonly lost?: readonly number[]
  /** Frames that only the client's place saw, because something between made them. */
  readonly madeForClient?: readonly number[]
  /** How far the other clock is ahead. */
  readonly clockSeconds?: number
  readonly halfRttMs?: number
  /** A NAT: other address and port of the client. */
  readonly nat?: boolean
  /** A firewall that renumbers each side. */
  readonly renumber?: readonly [number, number]
  /** Only from this frame on. */
  readonly from?: number
  readonly hops?: number
  /** The server resets at the end, and only the other place sees it. */
  readonly serverResets?: boolean
  /** More frames of the other place, in its own words. */
  readonly more?: readonly WrittenFrame[]
  readonly change?: (bytes: Uint8Array, index: number) => void
}

const IP = 14
const CLIENT = [198, 51, 100, 7]
const OUTSIDE = [203, 0, 113, 44]

/** The same conversation (Ethernet, IPv4) as a capture at the server shows it. */
export function elsewhere(frames: readonly WrittenFrame[], between: Between): Uint8Array {
  const { lost = [], madeForClient = [], clockSeconds = 0, halfRttMs = 20, hops = 7, more = [] } = between
  const seen = frames.flatMap((frame, index): readonly WrittenFrame[] => {
    if (lost.includes(index) || madeForClient.includes(index) || index < (between.from ?? 0)) return []
    const bytes = frame.bytes.slice()
    const fromClient = CLIENT.every((octet, at) => bytes[IP + 12 + at] === octet)
    bytes[IP + 8] = (bytes[IP + 8] ?? 0) + (fromClient ? -hops : hops)
    if (between.nat === true) {
      bytes.set(OUTSIDE, IP + (fromClient ? 12 : 16))
      bytes.set([0xee, 0x41], IP + 20 + (fromClient ? 0 : 2))
    }
    if (between.renumber !== undefined) {
      const [client, server] = between.renumber
      add(bytes, IP + 24, fromClient ? client : server)
      if (((bytes[IP + 33] ?? 0) & 16) !== 0) add(bytes, IP + 28, fromClient ? server : client)
    }
    between.change?.(bytes, index)
    return [{ ...frame, bytes, atUs: frame.atUs + clockSeconds * 1e6 + (fromClient ? 1 : -1) * halfRttMs * 1000 }]
  })
  return writePcap([...seen, ...more].toSorted((a, b) => a.atUs - b.atUs))
}

function add(bytes: Uint8Array, at: number, shift: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setUint32(at, (view.getUint32(at) + shift) >>> 0)
}
