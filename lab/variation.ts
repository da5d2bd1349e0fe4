/**
 * The numbers and names of one world, drawn from a seed: no rule may hang on one lab's values.
 */
export interface Variation {
  readonly seed: number
  readonly hops: number
  readonly rttMs: number
  readonly lossPercent: number
  /** MTU of the narrow link where a fault wants one. */
  readonly narrowMtu: number
  /** Initial TTL of the receiver's packets. */
  readonly receiverTtl: number
  readonly congestion: 'reno' | 'bbr'
  readonly net: Networks
  /** Domain that mail is for, and the first label of its MX. */
  readonly domain: string
  readonly mx: string
  /** Another destination, for --compare. */
  readonly otherDomain: string
  readonly senderDomain: string
  readonly senderHost: string
  readonly mailbox: string
  pick<const T>(choices: readonly [T, ...T[]]): T
  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
}

export interface Networks {
  /** First three numbers of each IPv4 /24. */
  readonly sender: string
  readonly receiver: string
  readonly dns: string
  readonly other: string
  /** First groups of each IPv6 /64. */
  readonly sender6: string
  readonly receiver6: string
  readonly other6: string
}

function hash(text: string): number {
  let h = 2166136261
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 16777619)
  return h >>> 0
}

/** mulberry32: small, seeded, good enough to vary a lab. */
function randomFrom(state: number): () => number {
  let a = state
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The same seed and name bring the same world. */
export function vary(seed: number, name: string): Variation {
  const random = randomFrom(hash(`${seed}/${name}`))
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const pick = <const T>(choices: readonly [T, ...T[]]): T => choices[between(0, choices.length - 1)] ?? choices[0]
  const word = pick([
    'kontor',
    'brookfield',
    'atelier-nord',
    'delta-ing',
    'obst-mayer',
    'rivage',
    'stadtwerk',
    'quillon',
  ])
  const top = pick(['example', 'test', 'org', 'de', 'net', 'co'])
  const other = pick(['lindenhof', 'grove', 'papyrus', 'veldt', 'marble', 'hafen'])
  const own = pick(['sender-gmbh', 'acme', 'outbound', 'weber', 'initech', 'nimbus'])
  return {
    seed,
    hops: between(1, 3),
    rttMs: pick([1, 6, 14, 28, 45, 80, 120]),
    lossPercent: 0,
    narrowMtu: between(1200, 1492),
    receiverTtl: pick([64, 64, 128, 255]),
    congestion: pick(['reno', 'bbr']),
    net: networks(pick(['ten', 'documentation', 'twelve']), between),
    domain: `${word}.${top}`,
    mx: pick(['mx', 'mx1', 'mail', 'in', 'smtp-in', 'mailgate']),
    otherDomain: `${other}.${pick(['example', 'test', 'org', 'net'])}`,
    senderDomain: `${own}.${pick(['example', 'org', 'net', 'eu'])}`,
    senderHost: pick(['mail', 'out1', 'relay', 'smtp']),
    mailbox: pick(['info', 'a.person', 'office', 'postmaster', 'jo']),
    pick,
    between,
  }
}

function networks(kind: 'ten' | 'documentation' | 'twelve', between: (low: number, high: number) => number): Networks {
  const n = between(2, 200)
  const sixes =
    kind === 'documentation'
      ? { sender6: '2001:db8:a1', receiver6: '2001:db8:b2', other6: '2001:db8:c3' }
      : {
          sender6: `fd77:${n.toString(16)}:1`,
          receiver6: `fd77:${n.toString(16)}:2`,
          other6: `fd77:${n.toString(16)}:3`,
        }
  switch (kind) {
    case 'ten':
      return { sender: `10.${n}.1`, receiver: `10.${n}.2`, dns: `10.${n}.3`, other: `10.${n + 1}.7`, ...sixes }
    case 'documentation':
      return { sender: '198.51.100', receiver: '203.0.113', dns: '192.0.2', other: '198.18.7', ...sixes }
    case 'twelve':
      return { sender: `172.20.${n}`, receiver: `172.21.${n}`, dns: `172.22.${n}`, other: `172.23.${n}`, ...sixes }
  }
}
