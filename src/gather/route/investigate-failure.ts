import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsPlan, DnsType } from '../../domain/plan/dns-plan.ts'
import type { Resolver } from '../../domain/ports.ts'
import { askAuthorities } from './ask-authorities.ts'

/** The checks of a failure are worth this much time each; a dead resolver was waited for already. */
export const PATIENCE_MS = 2_500

/**
 * Asks the same and a little more in other ways, to tell a broken resolver from a broken zone:
 * with CD (an answer then means DNSSEC validation failed), each configured server alone, a question that every working resolver
 * answers (NS of the root, SOA of the top-level domain), and the zone's own name servers.
 */
export async function investigateFailure(
  question: { readonly name: string; readonly type: DnsType },
  resolver: Resolver,
  options: { readonly askAuthorities: boolean },
): Promise<readonly DnsAnswer[]> {
  const plan: DnsPlan = { kind: 'dns', ...question, patienceMs: PATIENCE_MS }
  const plans: DnsPlan[] = [
    { ...plan, checkingDisabled: true },
    ...(resolver.servers.length > 1 ? resolver.servers.map((server) => ({ ...plan, server })) : []),
    ...commonQuestions(question.name),
  ]
  const answers = await Promise.all(plans.map((each) => resolver.resolve(each)))
  const resolverWorks = answers.slice(1).some((answer) => answer.name !== question.name && isSpoken(answer))
  // Without any working resolver the addresses of the name servers cannot be learnt either.
  if (!options.askAuthorities || !resolverWorks) return answers
  return [...answers, ...(await askAuthorities(question, resolver, PATIENCE_MS))]
}

/** What every working resolver knows, whoever is asked about: NS of the root, SOA of the top-level domain. */
export function commonQuestions(name: string): readonly DnsPlan[] {
  const topLevel = name.slice(name.lastIndexOf('.') + 1)
  const root: DnsPlan = { kind: 'dns', name: '.', type: 'NS', patienceMs: PATIENCE_MS }
  return topLevel === name ? [root] : [root, { ...root, name: topLevel, type: 'SOA' }]
}

function isSpoken(answer: DnsAnswer): boolean {
  return answer.status === 'answer' || answer.status === 'nodata' || answer.status === 'nxdomain'
}
