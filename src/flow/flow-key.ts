import type { Segment } from '../wire/packet/segment.ts'
import { u32be } from '../wire/pcap/octets.ts'
import type { SideIndex } from './packet-log.ts'
import type { Session } from './session.ts'
import type { Side } from './side.ts'

const V6_OCTETS = 16

/** A number that both directions of a flow share. */
export function hashOf(segment: Segment, sourceAt: number, targetAt: number): number {
  const { bytes, family, sourcePort, targetPort } = segment
  if (family === 4) return (mix(sourcePort, u32be(bytes, sourceAt)) + mix(targetPort, u32be(bytes, targetAt))) | 0
  let a = sourcePort
  let b = targetPort
  for (let index = 0; index < V6_OCTETS; index += 1) {
    a = Math.imul(a, 31) + (bytes[sourceAt + index] ?? 0)
    b = Math.imul(b, 31) + (bytes[targetAt + index] ?? 0)
  }
  return (mix(0, a) + mix(0, b)) | 0
}

/** Mixed alone for each side and then added, so that both directions give the same. */
function mix(port: number, address: number): number {
  const x = Math.imul(address ^ Math.imul(port, 0x9e3779b1), 0x85ebca6b)
  return x ^ (x >>> 15)
}

/** The side of the session that the packet (or the packet that an ICMP error quotes) comes from; undefined: another flow. */
export function sideOf(session: Session, segment: Segment, sourceAt: number, targetAt: number): SideIndex | undefined {
  if (session.family !== segment.family) return undefined
  const { bytes, sourcePort, targetPort } = segment
  const [a, b] = session.sides
  if (isAt(a, sourcePort, bytes, sourceAt) && isAt(b, targetPort, bytes, targetAt)) return 0
  return isAt(b, sourcePort, bytes, sourceAt) && isAt(a, targetPort, bytes, targetAt) ? 1 : undefined
}

function isAt({ address, port }: Side, itsPort: number, bytes: Uint8Array, at: number): boolean {
  return port === itsPort && sameOctets(address, 0, bytes, at, address.length)
}

export function sameOctets(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (a[aAt + index] !== b[bAt + index]) return false
  return true
}
