import type { DnsAnswer, MailRoute } from '../../domain/facts/dns-facts.ts'
import type { Resolver } from '../../domain/ports.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { followAliases } from '../../wire/dns/alias.ts'
import { gatherAddresses } from './addresses.ts'
import { askAuthorities } from './ask-authorities.ts'
import { addressesByNow, answerByNow, isTemporary } from './by-now.ts'
import { commonQuestions, investigateFailure, PATIENCE_MS } from './investigate-failure.ts'

export interface RouteOptions {
  /** After SERVFAIL or silence: ask further to find out whose fault it is. Default true. */
  readonly investigate?: boolean
  /** May the zone's own name servers be asked directly? Default true. */
  readonly askAuthorities?: boolean
}

export interface GatheredRoute {
  readonly route: MailRoute
  /** Every answer, in the order of the questions: dns.answer facts. */
  readonly answers: readonly DnsAnswer[]
}

/** MX hosts looked at, in order of preference; Postfix looks at five addresses, nobody at more than this. */
const MAX_HOSTS = 10

/** Where mail for the target goes (RFC 5321 §5.1, RFC 7505), with loopback and private addresses as DNS gives them. */
export async function gatherRoute(
  target: ParsedTarget,
  resolver: Resolver,
  options: RouteOptions = {},
): Promise<GatheredRoute> {
  switch (target.kind) {
    case 'address':
      return { route: givenAddress(target.address), answers: [] }
    case 'host':
      return givenHost(target.host, resolver, options)
    case 'domain':
      return domainRoute(target.domain, resolver, options)
  }
}

function givenAddress(address: string): MailRoute {
  return { domain: address, kind: 'given', hosts: [{ name: address, preference: 0, addresses: [address] }] }
}

async function givenHost(host: string, resolver: Resolver, options: RouteOptions): Promise<GatheredRoute> {
  const first = await gatherAddresses(host, resolver)
  const further = first.addresses.length > 0 ? [] : await furtherAnswers(host, first.answers, resolver, options)
  const { answers, ...found } = await addressesByNow(host, first, further, resolver)
  return {
    route: { domain: host, kind: 'given', hosts: [{ name: host, preference: 0, ...found }] },
    answers: [...answers, ...further],
  }
}

async function domainRoute(domain: string, resolver: Resolver, options: RouteOptions): Promise<GatheredRoute> {
  const mx = await resolver.resolve({ kind: 'dns', name: domain, type: 'MX' })
  if (!isTemporary(mx)) return routeFrom(domain, mx, resolver, options)
  const further = await furtherAnswers(domain, [mx], resolver, options)
  const byNow = await answerByNow(mx, further, resolver)
  if (isTemporary(byNow)) return { route: { domain, kind: 'none', hosts: [] }, answers: [byNow, ...further] }
  const { route, answers } = await routeFrom(domain, byNow, resolver, options)
  return { route, answers: [...answers, ...further] }
}

/** The route that the answer about the MX leads to, records or none. */
async function routeFrom(
  domain: string,
  mx: DnsAnswer,
  resolver: Resolver,
  options: RouteOptions,
): Promise<GatheredRoute> {
  const exchanges = exchangesOf(mx)
  if (exchanges.length === 0) return withoutMx(domain, mx, resolver, options)
  const named = exchanges.filter((exchange) => exchange.name !== '.')
  // RFC 7505: a single MX "." means no mail; beside others it is only an exchange that does not exist.
  if (named.length === 0) return { route: { domain, kind: 'null-mx', hosts: [] }, answers: [mx] }
  const resolved = await Promise.all(
    named
      .slice(0, MAX_HOSTS)
      .map(async (exchange) => ({ exchange, found: await gatherAddresses(exchange.name, resolver) })),
  )
  const lost = resolved.find(({ found }) => found.addresses.length === 0 && found.answers.some(isTemporary))
  const reachable = resolved.some(({ found }) => found.addresses.length > 0)
  const further =
    lost === undefined || reachable
      ? []
      : await furtherAnswers(lost.exchange.name, lost.found.answers, resolver, options)
  const byNow = await Promise.all(
    resolved.map(async ({ exchange, found }) => ({
      exchange,
      found: await addressesByNow(exchange.name, found, further, resolver),
    })),
  )
  const hosts = byNow.map(({ exchange, found: { answers: _answers, ...found } }) => ({ ...exchange, ...found }))
  return {
    route: { domain, kind: 'mx', hosts },
    answers: [mx, ...byNow.flatMap(({ found }) => found.answers), ...further],
  }
}

/**
 * RFC 5321 §5.1: without an MX the domain's own addresses count. A name that does not exist is asked for all the same: some servers say so
 * only for MX. A resolver that denies every name, or has one address for all, looks the same until it is asked about the root.
 */
async function withoutMx(
  domain: string,
  mx: DnsAnswer,
  resolver: Resolver,
  options: RouteOptions,
): Promise<GatheredRoute> {
  const [first, common] = await Promise.all([
    gatherAddresses(domain, resolver),
    Promise.all(options.investigate === false ? [] : commonQuestions(domain).map((plan) => resolver.resolve(plan))),
  ])
  const failed = first.addresses.length === 0 && first.answers.some(isTemporary)
  const asked = failed ? await furtherAnswers(domain, first.answers, resolver, options) : []
  const { answers, ...found } = await addressesByNow(domain, first, asked, resolver)
  if (found.addresses.length > 0) {
    const hosts = [{ name: domain, preference: 0, ...found }]
    return { route: { domain, kind: 'implicit', hosts }, answers: [mx, ...answers, ...(failed ? asked : common)] }
  }
  const denial = [mx, ...answers, ...common]
  const further = failed ? asked : [...common, ...(await answersBehind(denial, domain, resolver, options))]
  return { route: { domain, kind: 'none', hosts: [] }, answers: [mx, ...answers, ...further] }
}

/** What the zone's own name servers say where the resolver denies the name on nobody's authority, as filters do. */
async function answersBehind(
  denial: readonly DnsAnswer[],
  domain: string,
  resolver: Resolver,
  { investigate, askAuthorities: mayAsk }: RouteOptions,
): Promise<readonly DnsAnswer[]> {
  const isDoubtful = denial.some(({ name, lacksSoa }) => name === domain && lacksSoa === true)
  if (!isDoubtful || investigate === false || mayAsk === false) return []
  return askAuthorities({ name: domain, type: 'MX' }, resolver, PATIENCE_MS)
}

interface Exchange {
  readonly name: string
  readonly preference: number
}

/** MX records in order of preference; of equal ones the order of the answer stays. Each host once. */
function exchangesOf(mx: DnsAnswer): Exchange[] {
  const { records } = followAliases(mx.records, mx.name, 'MX')
  const exchanges = records
    .flatMap((record) =>
      record.type === 'MX' ? [{ name: record.exchange || '.', preference: record.preference }] : [],
    )
    .toSorted((a, b) => a.preference - b.preference)
  return exchanges.filter(({ name }, index) => exchanges.findIndex((other) => other.name === name) === index)
}

async function furtherAnswers(
  name: string,
  failed: readonly DnsAnswer[],
  resolver: Resolver,
  options: RouteOptions,
): Promise<readonly DnsAnswer[]> {
  const worst = failed.find(isTemporary)
  if (worst === undefined || options.investigate === false) return []
  return investigateFailure({ name, type: worst.type }, resolver, { askAuthorities: options.askAuthorities ?? true })
}
