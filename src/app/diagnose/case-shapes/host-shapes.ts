import type {
  ChainEntry,
  ClockFact,
  CounterFact,
  HostConnections,
  LocalFirewallFact,
  MtaSetting,
  RouteFact,
  SocketState,
  TraceFact,
} from '../../../domain/facts/host-facts.ts'
import { endpoint, software } from './common-shapes.ts'
import { flag, list, maybe, members, names, number, numbers, text, texts } from './shape.ts'

export const socketState = members<SocketState>({
  session: text,
  endpoint,
  state: text,
  timer: names({ on: true, persist: true, keepalive: true, none: true }),
  retransmits: number,
  backoff: number,
  unackedSegments: number,
  sentBytes: number,
  resentBytes: maybe(number),
  ackedBytes: number,
  receivedBytes: number,
  earlySegments: maybe(number),
  unansweredProbes: maybe(number),
  notSentBytes: number,
  sendQueueBytes: number,
  mss: number,
  pathMtu: number,
  rttMs: number,
  lastReceivedMs: number,
  lastAckMs: number,
  afterSilenceMs: number,
})

export const route = members<RouteFact>({
  to: text,
  source: maybe(text),
  gateway: maybe(text),
  neighbourFailed: maybe(flag),
  device: maybe(text),
  mtu: maybe(number),
  cachedPathMtu: maybe(number),
  advmss: maybe(number),
  hopLimit: maybe(number),
  refused: maybe(text),
})

export const trace = members<TraceFact>({
  to: text,
  tool: text,
  hops: list(
    members<TraceFact['hops'][number]>({
      ttl: number,
      address: maybe(text),
      rttMs: maybe(number),
      mtu: maybe(number),
    }),
  ),
  reached: flag,
  wholeBytes: maybe(number),
})

export const hostConnections = members<HostConnections>({ to: text, port: number, open: number })

export const counter = members<CounterFact>({ name: text, delta: number })

export const localFirewall = members<LocalFirewallFact>({
  tool: names({ nft: true, iptables: true, ip6tables: true }),
  rule: text,
  entry: maybe(
    members<ChainEntry>({
      table: names({ raw: true, mangle: true, nat: true, filter: true, security: true }),
      chain: names({ PREROUTING: true, INPUT: true, FORWARD: true, OUTPUT: true, POSTROUTING: true }),
    }),
  ),
  action: names({ drop: true, reject: true, redirect: true, other: true }),
  would: maybe(names({ drop: true, reject: true, redirect: true })),
  meets: maybe(names({ answer: true })),
  ports: numbers,
  packets: maybe(number),
  ofOurUser: maybe(flag),
  onlyIf: maybe(texts),
})

export const mtaSetting = members<MtaSetting>({ software, name: text, value: text, isDefault: flag, from: text })

export const clock = members<ClockFact>({ offsetSeconds: number, from: text })
