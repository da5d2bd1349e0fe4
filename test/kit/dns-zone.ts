import type { DnsAnswer, DnsRecord } from '../../src/domain/facts/dns-facts.ts'
import type { DnsPlan, DnsType } from '../../src/domain/plan/dns-plan.ts'
import type { Resolver } from '../../src/domain/ports.ts'
import { followAliases } from '../../src/wire/dns/alias.ts'
import { canonicalName } from '../../src/wire/dns/name.ts'

/** What a name has for one type: records as a zone file writes them (`10 mx1.example.org`), or a failure. */
export type ZoneData = ZoneValue | ((plan: DnsPlan) => ZoneValue)

export type ZoneValue =
  | readonly string[]
  | {
      readonly status: DnsAnswer['status']
      readonly extendedErrors?: DnsAnswer['extendedErrors']
      readonly lacksSoa?: true
    }

export type ZoneTable = Readonly<Record<string, Partial<Record<DnsType, ZoneData>>>>

export interface ZoneResolver extends Resolver {
  /** Every question asked so far, as `name type` with ` cd`, ` @server`, ` direct` where they apply. */
  readonly asked: readonly string[]
}

export interface ZoneOptions {
  /** Zones whose answers carry the AD bit. */
  readonly signed?: readonly string[]
  readonly servers?: readonly string[]
}

/** The DNS as a table. A name with no row and no row below it does not exist; with a row, what the row lacks is nodata. */
export function zoneResolver(table: ZoneTable, options: ZoneOptions = {}): ZoneResolver {
  const zone = new Map(Object.entries(table).map(([name, row]) => [canonicalName(name), row]))
  const asked: string[] = []
  const servers = options.servers ?? ['192.0.2.53']
  return {
    servers,
    asked,
    async resolve(plan) {
      asked.push(
        `${plan.name} ${plan.type}${plan.checkingDisabled === true ? ' cd' : ''}${plan.server === undefined ? '' : ` @${plan.server}`}${plan.recursionDesired === false ? ' direct' : ''}`,
      )
      const server = plan.server ?? servers[0] ?? ''
      const { status, records, extendedErrors, lacksSoa } = lookUp(zone, plan)
      const signed = (options.signed ?? []).some((apex) => isBelow(canonicalName(plan.name), apex))
      const said = status === 'answer' || status === 'nodata' || status === 'nxdomain'
      return {
        name: canonicalName(plan.name),
        type: plan.type,
        status,
        ...(status === 'timeout' ? {} : { rcode: RCODES[status] ?? 'NOERROR' }),
        records,
        authenticated: signed && said && plan.checkingDisabled !== true,
        authoritative: plan.recursionDesired === false,
        extendedErrors,
        ...(lacksSoa === undefined ? {} : { lacksSoa }),
        server,
        tried: [{ server, status, afterMs: 1 }],
        ...(plan.checkingDisabled === true ? { checkingDisabled: true } : {}),
        ...(plan.recursionDesired === false ? { recursionDesired: false, authority: [], glue: [] } : {}),
        afterMs: 1,
      }
    },
  }
}

const RCODES: Partial<Record<DnsAnswer['status'], string>> = {
  nxdomain: 'NXDOMAIN',
  servfail: 'SERVFAIL',
  refused: 'REFUSED',
}

function isBelow(name: string, apex: string): boolean {
  return apex === '.' || name === apex || name.endsWith(`.${apex}`)
}

interface Found {
  readonly status: DnsAnswer['status']
  readonly records: readonly DnsRecord[]
  readonly extendedErrors: DnsAnswer['extendedErrors']
  readonly lacksSoa?: true
}

function lookUp(zone: ReadonlyMap<string, ZoneTable[string]>, plan: DnsPlan): Found {
  const records: DnsRecord[] = []
  let name = canonicalName(plan.name)
  for (let step = 0; step < 8; step += 1) {
    const row = zone.get(name)
    if (row === undefined) {
      const empty = [...zone.keys()].some((other) => other !== name && isBelow(other, name))
      return { status: empty ? 'nodata' : 'nxdomain', records, extendedErrors: [] }
    }
    const data = row[plan.type]
    const value = typeof data === 'function' ? data(plan) : data
    if (value !== undefined && 'status' in value) {
      const { status, extendedErrors = [], lacksSoa } = value
      return { status, records, extendedErrors, ...(lacksSoa === undefined ? {} : { lacksSoa }) }
    }
    if (value !== undefined) {
      records.push(...value.map((text) => record(name, plan.type, text)))
      return { status: value.length > 0 ? 'answer' : 'nodata', records, extendedErrors: [] }
    }
    const alias = row.CNAME
    if (!Array.isArray(alias) || alias[0] === undefined) return { status: 'nodata', records, extendedErrors: [] }
    records.push(record(name, 'CNAME', alias[0] as string))
    name = followAliases(records, plan.name, plan.type).canonical
  }
  return { status: 'servfail', records: [], extendedErrors: [] }
}

function record(name: string, type: DnsType, text: string): DnsRecord {
  const ttlSeconds = 3600
  const words = text.split(' ')
  switch (type) {
    case 'A':
    case 'AAAA':
      return { type, name, address: text, ttlSeconds }
    case 'MX':
      return { type, name, preference: Number(words[0]), exchange: canonicalName(words[1] ?? '.'), ttlSeconds }
    case 'CNAME':
    case 'PTR':
    case 'NS':
      return { type, name, target: canonicalName(text), ttlSeconds }
    case 'TXT':
      return { type, name, text, ttlSeconds }
    case 'TLSA': {
      const [usage, selector, matching, data = ''] = words
      return {
        type,
        name,
        usage: Number(usage),
        selector: Number(selector),
        matching: Number(matching),
        data,
        ttlSeconds,
      }
    }
    case 'SOA':
    case 'DS':
    case 'DNSKEY':
      return { type: 'other', name, ttlSeconds }
  }
}
