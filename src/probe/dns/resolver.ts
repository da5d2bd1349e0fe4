import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsPlan } from '../../domain/plan/dns-plan.ts'
import { planKey } from '../../domain/plan/plan.ts'
import type { Clock, Random, Resolver } from '../../domain/ports.ts'
import { readServerAddress } from '../../wire/dns/server-address.ts'
import { type Asked, answerFact, isFinal, statusOf, tellsMore, whyOf } from './answer.ts'
import { askServer, type AskOptions } from './ask-server.ts'
import type { Heard } from './exchange.ts'

export interface ResolverOptions {
  /** In the order they are asked: `192.0.2.1`, `192.0.2.1#5353`, `[2001:db8::1]:5353`. */
  readonly servers: readonly string[]
  readonly clock: Clock
  readonly random: Random
  /** For each try at each server; 2 s when left out. */
  readonly timeoutMs?: number
  /** Rounds over the servers that stayed silent; 2 when left out. */
  readonly tries?: number
  /** As long as the host's own resolver waits for one server in all, and a late answer counts: 10 s when left out, two tries of 5 s. */
  readonly lateMs?: number
  /** Aborting ends every open question with status `error`. */
  readonly signal?: AbortSignal
}

/** What resolv.conf(5) has for two tries where it says nothing else. They come from one socket, which hears a late answer to the first. */
const LATE_MS = 10_000
/** Why an answer did not end the try that asked for it. */
const LATE = 'late'

/**
 * A stub resolver of our own: node:dns knows neither the AD bit nor response codes nor extended errors.
 * Asks the servers in order until one gives a final answer (records, nodata, NXDOMAIN); SERVFAIL and REFUSED lead to the next
 * server, silence and socket errors also to another round, with EDNS and without. A late answer to an earlier try counts whenever it comes; after
 * the end, for whoever asks the same again. A server that stayed silent where another knew is asked last from then on. Equal plans are asked
 * once, unless they are `fresh`. Never rejects.
 */
export function createResolver(options: ResolverOptions): Resolver {
  const cache = new Map<string, Promise<DnsAnswer>>()
  const known: Known = { deaf: new Set(), silent: new Set() }
  return {
    servers: options.servers,
    resolve(plan) {
      const { fresh = false, ...question } = plan
      const key = planKey(question)
      const before = fresh ? undefined : cache.get(key)
      if (before !== undefined) return before
      const answer = resolvePlan(plan, options, known, (late) => cache.set(key, Promise.resolve(late)))
      if (!fresh) cache.set(key, answer)
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

type Tried = DnsAnswer['tried'][number]

/** What one try brought, and its record. */
interface Try {
  readonly asked: Asked
  readonly tried: readonly Tried[]
}

async function resolvePlan(
  plan: DnsPlan,
  options: ResolverOptions,
  { deaf, silent }: Known,
  tooLate: (answer: DnsAnswer) => void,
): Promise<DnsAnswer> {
  const { clock, timeoutMs = 2_000, tries = 2, lateMs = LATE_MS } = options
  const startedAt = clock.now()
  const deadline = plan.patienceMs === undefined ? Number.POSITIVE_INFINITY : startedAt + plan.patienceMs
  const tried: Tried[] = []
  let best: Asked | undefined
  let isOver = false
  const late = Promise.withResolvers<Try>()
  const heardLate = (server: string, exchange: Heard, afterMs: number): void => {
    const status = statusOf(exchange, plan)
    const one: Try = {
      asked: { server, status, exchange },
      tried: [{ server, status, afterMs, transport: 'udp', why: LATE }],
    }
    if (!isFinal(status)) {
      if (isOver || best === undefined || !tellsMore(status, best.status)) return
      tried.push(...one.tried)
      best = one.asked
      return
    }
    if (isOver) tooLate(answerFact(plan, one.asked, [...tried, ...one.tried], clock.now() - startedAt))
    late.resolve(one)
  }
  const inTurn = options.servers.toSorted((a, b) => Number(silent.has(a)) - Number(silent.has(b)))
  let open = plan.server === undefined ? inTurn : [plan.server]
  for (let round = 0; round < tries && open.length > 0; round += 1) {
    const unanswered: string[] = []
    for (const server of open) {
      const leftMs = deadline - clock.now()
      if (leftMs <= 0 || options.signal?.aborted === true) break
      const ask = (plain: boolean): Promise<Try> =>
        tryServer(plan, server, {
          ...options,
          timeoutMs: Math.min(timeoutMs, leftMs),
          plain,
          late: {
            forMs: lateMs - (clock.now() - startedAt) - Math.min(timeoutMs, leftMs),
            heard: (answer, afterMs) => heardLate(server, answer, afterMs),
          },
        })
      const trying = round === 0 ? ask(deaf.has(server)) : askBothWays(ask, () => deaf.add(server))
      const { asked, tried: own } = await Promise.race([trying, late.promise])
      tried.push(...own)
      if (isFinal(asked.status)) {
        isOver = true
        for (const one of tried) if (one.status === 'timeout') silent.add(one.server)
        silent.delete(asked.server)
        return answerFact(plan, asked, tried, clock.now() - startedAt)
      }
      if (best === undefined || !tellsMore(best.status, asked.status)) best = asked
      if (asked.exchange !== undefined && asked.exchange.kind !== 'response') unanswered.push(server)
    }
    open = unanswered
  }
  isOver = true
  best ??= { server: plan.server ?? options.servers[0] ?? '', status: 'error' }
  return answerFact(plan, best, tried, clock.now() - startedAt)
}

/** A server that stayed silent is asked again, and without EDNS beside it: that answer counts where nothing else comes. */
async function askBothWays(ask: (plain: boolean) => Promise<Try>, isDeaf: () => void): Promise<Try> {
  const [usual, plain] = await Promise.all([ask(false), ask(true)])
  const tried = [...usual.tried, ...plain.tried]
  if (usual.asked.exchange?.kind === 'response' || plain.asked.exchange?.kind !== 'response')
    return { asked: usual.asked, tried }
  isDeaf()
  return { asked: plain.asked, tried }
}

async function tryServer(
  plan: DnsPlan,
  server: string,
  options: ResolverOptions & Pick<AskOptions, 'timeoutMs' | 'plain' | 'late'>,
): Promise<Try> {
  const failed = (why: string): Try => ({
    asked: { server, status: 'error' },
    tried: [{ server, status: 'error', afterMs: 0, why }],
  })
  const address = readServerAddress(server)
  if (address === undefined) return failed('not a server address')
  const attempts = await askServer(plan, address, options)
  if (attempts === undefined) return failed('the name has no form in DNS')
  let asked: Asked = { server, status: 'error' }
  const tried: Tried[] = []
  for (const { exchange, transport, afterMs } of attempts) {
    const status = statusOf(exchange, plan)
    const why = whyOf(exchange)
    tried.push({ server, status, afterMs, transport, ...(why === undefined ? {} : { why }) })
    asked = { server, status, exchange }
  }
  return { asked, tried }
}
