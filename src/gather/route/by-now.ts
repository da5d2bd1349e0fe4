import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsPlan } from '../../domain/plan/dns-plan.ts'
import type { Resolver } from '../../domain/ports.ts'
import { hostAddresses, type HostAddresses } from './addresses.ts'
import { PATIENCE_MS } from './investigate-failure.ts'

/**
 * The answer to a question that failed, after some seconds in which others were asked: a slow resolver may know it by now, and one whose answer
 * was found on the way is asked once more, as the retry of a sender would.
 */
export async function answerByNow(
  failed: DnsAnswer,
  further: readonly DnsAnswer[],
  resolver: Resolver,
): Promise<DnsAnswer> {
  const plan: DnsPlan = { kind: 'dns', name: failed.name, type: failed.type }
  if (further.length === 0) return failed
  const kept = await resolver.resolve(plan)
  const isKnown = further.some(
    (answer) => answer.name === failed.name && answer.type === failed.type && !isTemporary(answer),
  )
  if (!isTemporary(kept) || !isKnown) return kept
  const again = await resolver.resolve({ ...plan, fresh: true, patienceMs: PATIENCE_MS })
  return isTemporary(again)
    ? failed
    : { ...again, tried: [...failed.tried, ...again.tried], afterMs: failed.afterMs + again.afterMs }
}

/** The same for the addresses of a host that has none so far. */
export async function addressesByNow(
  name: string,
  found: HostAddresses,
  further: readonly DnsAnswer[],
  resolver: Resolver,
): Promise<HostAddresses> {
  if (found.addresses.length > 0 || further.length === 0) return found
  const byNow = async (answer: DnsAnswer): Promise<DnsAnswer> =>
    isTemporary(answer) ? answerByNow(answer, further, resolver) : answer
  const [a, aaaa] = found.answers
  return hostAddresses(name, ...(await Promise.all([byNow(a), byNow(aaaa)])))
}

/** Nobody said yes or no: asking later may help, and asking differently tells more. */
export function isTemporary(answer: DnsAnswer): boolean {
  return !['answer', 'nodata', 'nxdomain'].includes(answer.status)
}
