import type { Segment } from '../wire/packet/segment.ts'
import { latin1 } from './line-buffer.ts'
import type { Session } from './session.ts'

/** Four-tuples of sessions that ended in order: a string each, so that their late packets make no new sessions. */
export interface Settled {
  readonly size: number
  add(key: string, atUs: number): void
  has(key: string, atUs: number): boolean
  forget(key: string): void
  sweep(nowUs: number): void
}

export function createSettled(lingerUs: number): Settled {
  const ended = new Map<string, number>()
  return {
    get size() {
      return ended.size
    },
    add: (key, atUs) => void ended.set(key, atUs),
    has: (key, atUs) => {
      const endedUs = ended.get(key)
      return endedUs !== undefined && atUs - endedUs < lingerUs
    },
    forget: (key) => void ended.delete(key),
    sweep: (nowUs) => {
      for (const [key, endedUs] of ended) if (nowUs - endedUs >= lingerUs) ended.delete(key)
    },
  }
}

export function keyOf(session: Session): string {
  const [a, b] = session.sides
  return ordered(end(a.address, 0, a.address.length, a.port), end(b.address, 0, b.address.length, b.port))
}

export function keyOfPacket(segment: Segment): string {
  const { bytes, sourceAt, targetAt, sourcePort, targetPort } = segment
  const length = segment.family === 4 ? 4 : 16
  return ordered(end(bytes, sourceAt, length, sourcePort), end(bytes, targetAt, length, targetPort))
}

function end(bytes: Uint8Array, at: number, length: number, port: number): string {
  return latin1(bytes, at, at + length) + String.fromCharCode(port)
}

function ordered(a: string, b: string): string {
  return a < b ? a + b : b + a
}
