import type {
  DnsAnswer,
  DnsblFact,
  DnsRecord,
  EgressIdentity,
  HandOver,
  MailRoute,
  SenderPolicyFact,
  SendingWay,
  TlsPolicyFact,
} from '../../../domain/facts/dns-facts.ts'
import type { DnsType } from '../../../domain/plan/dns-plan.ts'
import { endpoint, software } from './common-shapes.ts'
import { flag, list, maybe, members, names, number, text, texts, variants } from './shape.ts'

const type = names<DnsType>({
  A: true,
  AAAA: true,
  MX: true,
  PTR: true,
  TXT: true,
  TLSA: true,
  CNAME: true,
  NS: true,
  SOA: true,
  DS: true,
  DNSKEY: true,
})

const STATUS = {
  answer: true,
  nodata: true,
  nxdomain: true,
  servfail: true,
  refused: true,
  timeout: true,
  malformed: true,
  error: true,
} as const

const status = names<DnsAnswer['status']>(STATUS)

const address = { name: text, address: text, ttlSeconds: number }
const target = { name: text, target: text, ttlSeconds: number }

const record = variants<DnsRecord, 'type'>('type', {
  A: address,
  AAAA: address,
  MX: { name: text, preference: number, exchange: text, ttlSeconds: number },
  CNAME: target,
  PTR: target,
  NS: target,
  TXT: { name: text, text, ttlSeconds: number },
  TLSA: { name: text, usage: number, selector: number, matching: number, data: text, ttlSeconds: number },
  other: { name: text, ttlSeconds: number },
})

export const dnsAnswer = members<DnsAnswer>({
  name: text,
  type,
  status,
  rcode: maybe(text),
  records: list(record),
  authenticated: flag,
  authoritative: flag,
  extendedErrors: list(members<DnsAnswer['extendedErrors'][number]>({ code: number, text })),
  server: text,
  tried: list(
    members<DnsAnswer['tried'][number]>({
      server: text,
      status,
      afterMs: number,
      transport: maybe(names({ udp: true, tcp: true })),
      why: maybe(text),
    }),
  ),
  lacksSoa: maybe(flag),
  authority: maybe(list(record)),
  glue: maybe(list(record)),
  recursionDesired: maybe(flag),
  checkingDisabled: maybe(flag),
  afterMs: number,
})

export const mailRoute = members<MailRoute>({
  domain: text,
  kind: names({ mx: true, implicit: true, 'null-mx': true, given: true, none: true }),
  hosts: list(
    members<MailRoute['hosts'][number]>({
      name: text,
      preference: number,
      addresses: texts,
      unresolved: maybe(text),
      cname: maybe(text),
    }),
  ),
})

export const handOver = members<HandOver>({
  mailFor: text,
  relay: text,
  software,
  setting: text,
  examined: names({ relay: true, mx: true }),
  withoutLogin: maybe(flag),
})

const sent = { mailFor: text, software }

export const sendingWay = variants<SendingWay, 'kind'>('kind', {
  'not-sent': { ...sent, setting: text },
  held: { ...sent, setting: text },
  'by-sender': { ...sent, setting: text },
  'other-session': { ...sent, options: texts },
})

export const egressIdentity = members<EgressIdentity>({
  address: text,
  behindNat: flag,
  seenByPeer: maybe(text),
  ptrNames: maybe(texts),
  ptrStatus: names<EgressIdentity['ptrStatus']>({ ...STATUS, 'not-asked': true }),
  forwardConfirmed: maybe(flag),
  ehloName: text,
  ehloResolves: maybe(flag),
  ehloMatchesPtr: maybe(flag),
  generic: maybe(flag),
  ptrName: maybe(text),
})

export const tlsPolicy = members<TlsPolicyFact>({
  kind: names({ dane: true, 'mta-sts': true }),
  endpoint,
  status: names({ absent: true, satisfied: true, violated: true, broken: true, unverifiable: true }),
  mode: maybe(names({ enforce: true, testing: true, none: true })),
  why: text,
})

export const senderPolicy = members<SenderPolicyFact>({
  domain: text,
  kind: names({ spf: true, dmarc: true, dkim: true }),
  status: names({ present: true, absent: true, invalid: true, unknown: true }),
  text: maybe(text),
  why: maybe(text),
})

export const dnsbl = members<DnsblFact>({
  zone: text,
  address: text,
  status: names({ listed: true, clean: true, refused: true, unknown: true }),
  codes: texts,
  text: maybe(text),
})
