import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsPlan } from '../../domain/plan/dns-plan.ts'
import { planKey } from '../../domain/plan/plan.ts'
import type { Clock, Random, Resolver } from '../../domain/ports.ts'
import { readServerAddress } from '../../wire/dns/server-address.ts'
import { type Asked, answerFact, isFinal, statusOf, tellsMore, whyOf } from './answer.ts'
import { askServer, type AskOptions } from './ask-server.ts'

export interface ResolverOptions {
  /** In the order they are asked: `192.0.2.1`, `192.0.2.1#5353`, `[2001:db8::1]:5353`. */
  readonly servers: readonly string[]
  readonly clock: Clock
  readonly random: Random
  /** For each try at each server; 2 s when left out. */
  readonly timeoutMs?: number
  /** Rounds over the servers that stayed silent; 2 when left out. */
  readonly tries?: number
  /** Aborting ends every open question with status `error`. */
  readonly signal?: AbortSignal
}

/**
 * A stub resolver of our own: node:dns knows neither the AD bit nor response codes nor extended errors.
 * Asks the servers in order until one gives a final answer (records, nodata, NXDOMAIN); SERVFAIL and REFUSED lead to the next
 * server, silence and socket errors also to another round, with EDNS and without. A server that stayed silent where another knew is asked
 * last from then on. Equal plans are asked once, unless they are `fresh`. Never rejects.
 */
export function createResolver(options: ResolverOptions): Resolver {
  const cache = new Map<string, Promise<DnsAnswer>>()
  const known: Known = { deaf: new Set(), silent: new Set() }
  return {
    servers: options.servers,
    resolve(plan) {
      if (plan.fresh === true) return resolvePlan(plan, options, known)
      const key = planKey(plan)
      const before = cache.get(key)
      if (before !== undefined) return before
      const answer = resolvePlan(plan, options, known)
      cache.set(key, answer)
      return answer
    },
  }
}

/** What earlier questions taught of the servers. */
interface Known {
  /** Answered a question only when it came without EDNS. */
  readonly deaf: Set<string>
  /** Said nothing to a question that another one had the answer to. */
  readonly silent: Set<string>
}

async function resolvePlan(plan: DnsPlan, options: ResolverOptions, { deaf, silent }: Known): Promise<DnsAnswer> {
  const { clock, timeoutMs = 2_000, tries = 2 } = options
  const startedAt = clock.now()
  const deadline = plan.patienceMs === undefined ? Number.POSITIVE_INFINITY : startedAt + plan.patienceMs
  const tried: DnsAnswer['tried'][number][] = []
  let best: Asked | undefined
  const inTurn = options.servers.toSorted((a, b) => Number(silent.has(a)) - Number(silent.has(b)))
  let open = plan.server === undefined ? inTurn : [plan.server]
  for (let round = 0; round < tries && open.length > 0; round += 1) {
    const unanswered: string[] = []
    for (const server of open) {
      const leftMs = deadline - clock.now()
      if (leftMs <= 0 || options.signal?.aborted === true) break
      const ask = (plain: boolean): Promise<Asked> =>
        tryServer(plan, server, { ...options, timeoutMs: Math.min(timeoutMs, leftMs), plain }, tried)
      const asked = round === 0 ? await ask(deaf.has(server)) : await askBothWays(ask, () => deaf.add(server))
      if (isFinal(asked.status)) {
        for (const one of tried) if (one.status === 'timeout') silent.add(one.server)
        silent.delete(server)
        return answerFact(plan, asked, tried, clock.now() - startedAt)
      }
      if (best === undefined || !tellsMore(best.status, asked.status)) best = asked
      if (asked.exchange !== undefined && asked.exchange.kind !== 'response') unanswered.push(server)
    }
    open = unanswered
  }
  best ??= { server: plan.server ?? options.servers[0] ?? '', status: 'error' }
  return answerFact(plan, best, tried, clock.now() - startedAt)
}

/** A server that stayed silent is asked again, and without EDNS beside it: that answer counts where nothing else comes. */
async function askBothWays(ask: (plain: boolean) => Promise<Asked>, isDeaf: () => void): Promise<Asked> {
  const [usual, plain] = await Promise.all([ask(false), ask(true)])
  if (usual.exchange?.kind === 'response' || plain.exchange?.kind !== 'response') return usual
  isDeaf()
  return plain
}

async function tryServer(
  plan: DnsPlan,
  server: string,
  options: ResolverOptions & Pick<AskOptions, 'timeoutMs' | 'plain'>,
  tried: DnsAnswer['tried'][number][],
): Promise<Asked> {
  const address = readServerAddress(server)
  if (address === undefined) {
    tried.push({ server, status: 'error', afterMs: 0, why: 'not a server address' })
    return { server, status: 'error' }
  }
  const attempts = await askServer(plan, address, {
    clock: options.clock,
    random: options.random,
    timeoutMs: options.timeoutMs,
    ...(options.plain === undefined ? {} : { plain: options.plain }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  if (attempts === undefined) {
    tried.push({ server, status: 'error', afterMs: 0, why: 'the name has no form in DNS' })
    return { server, status: 'error' }
  }
  let last: Asked = { server, status: 'error' }
  for (const { exchange, transport, afterMs } of attempts) {
    const status = statusOf(exchange, plan)
    const why = whyOf(exchange)
    tried.push({ server, status, afterMs, transport, ...(why === undefined ? {} : { why }) })
    last = { server, status, exchange }
  }
  return last
}
