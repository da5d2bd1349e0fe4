import { isRecord } from '../../base/is-record.ts'
import { inNetwork, inRange } from './in-network.ts'
import type { Segment } from './ruleset.ts'

type Json = Readonly<Record<string, unknown>>

export type NftSets = ReadonlyMap<string, unknown>

/** Whether an nft `match` fits the packet; undefined when it depends on what cannot be known from here. */
export function judgeMatch(match: Json, setOf: (name: string) => unknown, segment: Segment): boolean | undefined {
  const fits = judgeSide(match['left'], match['right'], setOf, segment)
  if (fits === undefined) return undefined
  switch (match['op']) {
    case '==':
    case 'in':
      return fits
    case '!=':
      return !fits
    default:
      return undefined
  }
}

/** It asks whose socket the packet left. */
export function isAboutOwner({ left }: Json): boolean {
  return isRecord(left) && isRecord(left['meta']) && /^sk[ug]id$/.test(String(left['meta']['key']))
}

/** The verdict that a `vmap` gives the packet; undefined when none of its keys fits. */
export function judgeVmap(
  vmap: Json,
  setOf: (name: string) => unknown,
  segment: Segment,
): Json | undefined | 'unknown' {
  const data = isRecord(vmap['data']) ? vmap['data']['set'] : undefined
  if (!Array.isArray(data)) return 'unknown'
  for (const entry of data) {
    if (!Array.isArray(entry)) return 'unknown'
    const fits = judgeSide(vmap['key'], entry[0], setOf, segment)
    if (fits === undefined) return 'unknown'
    if (fits) return isRecord(entry[1]) ? entry[1] : 'unknown'
  }
  return undefined
}

function judgeSide(
  left: unknown,
  right: unknown,
  setOf: (name: string) => unknown,
  segment: Segment,
): boolean | undefined {
  if (!isRecord(left)) return undefined
  if (isRecord(left['payload'])) {
    const { protocol, field } = left['payload']
    if (field === 'dport' || field === 'sport') {
      if (protocol !== 'tcp' && protocol !== 'th') return false
      return (field === 'dport') === (segment.way === 'out')
        ? fitsAny(right, setOf, numberIs(segment.port), numberRange(segment.port))
        : fitsAny(right, setOf, fitsOwnPort, fitsOwnPort)
    }
    if (field === 'daddr' || field === 'saddr') {
      if (protocol !== (segment.peer.includes(':') ? 'ip6' : 'ip')) return false
      if ((field === 'daddr') !== (segment.way === 'out')) return undefined
      return fitsAny(
        right,
        setOf,
        (value) => (typeof value === 'string' ? inNetwork(segment.peer, value) : undefined),
        addressRange(segment.peer),
      )
    }
    // A field of another protocol (UDP, ICMP) says what the packet is: not ours.
    return protocol === 'udp' || protocol === 'icmp' || protocol === 'icmpv6' ? false : undefined
  }
  if (isRecord(left['meta'])) return judgeMeta(left['meta']['key'], right, setOf, segment)
  if (isRecord(left['ct']) && left['ct']['key'] === 'state')
    return fitsAny(right, setOf, (value) => value === (segment.way === 'out' ? 'new' : 'established'))
  if (Array.isArray(left['&']) && isRecord(left['&'][0]) && left['&'][0]['payload'] !== undefined)
    return judgeFlags(left['&'], right, segment)
  return undefined
}

/** `tcp flags & (syn|ack) == syn`: the first segment, and no answer to one. */
function judgeFlags(masked: readonly unknown[], right: unknown, { way }: Segment): boolean | undefined {
  const [of, mask] = masked
  if (!isRecord(of) || !isRecord(of['payload']) || of['payload']['field'] !== 'flags') return undefined
  if (way === 'out') return right === 'syn'
  return right === 'syn' && JSON.stringify(mask ?? null).includes('ack') ? false : undefined
}

function judgeMeta(
  key: unknown,
  right: unknown,
  setOf: (name: string) => unknown,
  segment: Segment,
): boolean | undefined {
  switch (key) {
    case 'l4proto':
      return fitsAny(right, setOf, (value) => value === 'tcp' || value === 6)
    case 'nfproto':
      return fitsAny(right, setOf, (value) => value === (segment.peer.includes(':') ? 'ipv6' : 'ipv4'))
    case 'skuid':
    case 'skgid': {
      const ours = key === 'skuid' ? segment.owner?.uid : segment.owner?.gid
      return ours === undefined ? undefined : fitsAny(right, setOf, numberIs(ours), numberRange(ours))
    }
    case segment.way === 'out' ? 'oifname' : 'iifname':
    case segment.way === 'out' ? 'oif' : 'iif':
      return right === 'lo' ? segment.peer === '127.0.0.1' || segment.peer === '::1' : undefined
    default:
      return undefined
  }
}

type Judge = (value: unknown) => boolean | undefined

/** A single value, a list, a set, a named set, a prefix or a range. */
function fitsAny(right: unknown, setOf: (name: string) => unknown, judge: Judge, range?: Judge): boolean | undefined {
  if (typeof right === 'string' && right.startsWith('@')) {
    const elements = setOf(right.slice(1))
    // A set without elements is empty; it may fill up at any time, yet now it fits nothing.
    return elements === undefined ? false : fitsAny(elements, setOf, judge, range)
  }
  if (Array.isArray(right)) {
    const judged = right.map((value) => fitsAny(value, setOf, judge, range))
    if (judged.includes(true)) return true
    return judged.includes(undefined) ? undefined : false
  }
  if (isRecord(right)) {
    if (Array.isArray(right['set'])) return fitsAny(right['set'], setOf, judge, range)
    if (isRecord(right['elem'])) return fitsAny(right['elem']['val'], setOf, judge, range)
    return range?.(right)
  }
  return judge(right)
}

function numberIs(wanted: number): Judge {
  return (value) => (typeof value === 'number' ? value === wanted : undefined)
}

/** Our own port is an ephemeral one: of privileged ports it is none. */
const fitsOwnPort: Judge = (value) => {
  const range = isRecord(value) && Array.isArray(value['range']) ? value['range'] : [value]
  return Number(range.at(-1)) < 1_024 ? false : undefined
}

function numberRange(wanted: number): Judge {
  return (value) => {
    const range = isRecord(value) && Array.isArray(value['range']) ? value['range'] : undefined
    return range === undefined ? undefined : wanted >= Number(range[0]) && wanted <= Number(range[1])
  }
}

function addressRange(address: string): Judge {
  return (value) => {
    if (!isRecord(value)) return undefined
    if (Array.isArray(value['range'])) return inRange(address, String(value['range'][0]), String(value['range'][1]))
    if (isRecord(value['prefix']))
      return inNetwork(address, `${String(value['prefix']['addr'])}/${String(value['prefix']['len'])}`)
    return undefined
  }
}
