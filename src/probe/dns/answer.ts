import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsPlan } from '../../domain/plan/dns-plan.ts'
import { followAliases } from '../../wire/dns/alias.ts'
import { canonicalName } from '../../wire/dns/name.ts'
import type { DnsResponse } from '../../wire/dns/response.ts'
import type { Exchange } from './exchange.ts'

export type Status = DnsAnswer['status']

/** What one exchange means for the question. */
export function statusOf(exchange: Exchange, plan: DnsPlan): Status {
  switch (exchange.kind) {
    case 'response':
      return exchange.response.truncated ? 'error' : statusOfResponse(exchange.response, plan)
    case 'malformed':
      return 'malformed'
    case 'timeout':
      return 'timeout'
    case 'failed':
      return 'error'
  }
}

function statusOfResponse(response: DnsResponse, plan: DnsPlan): Status {
  switch (response.rcode) {
    case 'NOERROR': {
      const chain = followAliases(response.answers, plan.name, plan.type)
      if (chain.loops) return 'malformed'
      return chain.records.length > 0 ? 'answer' : 'nodata'
    }
    case 'NXDOMAIN':
      return 'nxdomain'
    case 'SERVFAIL':
      return 'servfail'
    case 'REFUSED':
      return 'refused'
    default:
      return 'error'
  }
}

/** A reason in words for an exchange that is no answer. */
export function whyOf(exchange: Exchange): string | undefined {
  switch (exchange.kind) {
    case 'response':
      return exchange.response.truncated ? 'truncated' : undefined
    case 'malformed':
    case 'failed':
      return exchange.why
    case 'timeout':
      return undefined
  }
}

/** Answers that end the asking. The others make the resolver try the next server. */
export function isFinal(status: Status): boolean {
  return status === 'answer' || status === 'nodata' || status === 'nxdomain'
}

function isDenial(status: Status): boolean {
  return status === 'nxdomain' || status === 'nodata'
}

/** Of two bad statuses, the one that says more. */
const TELLING: readonly Status[] = ['servfail', 'refused', 'malformed', 'error', 'timeout']

export function tellsMore(a: Status, b: Status): boolean {
  return TELLING.indexOf(a) < TELLING.indexOf(b)
}

export interface Asked {
  readonly server: string
  readonly status: Status
  readonly exchange?: Exchange
}

/** The answer as the domain knows it, from the exchange that counts and the record of all tries. */
export function answerFact(plan: DnsPlan, asked: Asked, tried: DnsAnswer['tried'], afterMs: number): DnsAnswer {
  const response = asked.exchange?.kind === 'response' ? asked.exchange.response : undefined
  return {
    name: canonicalName(plan.name),
    type: plan.type,
    status: asked.status,
    ...(response === undefined ? {} : { rcode: response.rcode }),
    records: response?.answers ?? [],
    authenticated: response?.authenticated ?? false,
    authoritative: response?.authoritative ?? false,
    extendedErrors: response?.extendedErrors ?? [],
    server: asked.server,
    tried,
    ...(isDenial(asked.status) && response?.hasSoa === false ? { lacksSoa: true } : {}),
    ...(plan.checkingDisabled === true ? { checkingDisabled: true } : {}),
    ...(plan.recursionDesired === false
      ? { recursionDesired: false, authority: response?.authority ?? [], glue: response?.additional ?? [] }
      : {}),
    afterMs,
  }
}
