import type { LocalFirewallFact } from '../../domain/facts/host-facts.ts'

/** The first segment of a connection of ours, as a firewall sees it. */
export interface OutgoingSyn {
  readonly to: string
  readonly port: number
}

/** What becomes of a packet that a rule matches. */
export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'reject' | 'redirect' | 'return' | 'none' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }

/** One rule, already weighed against one packet. */
export interface Rule {
  readonly text: string
  /** `maybe`: it depends on `conditions` that cannot be judged from here (user, rate, interface). */
  readonly applies: 'yes' | 'no' | 'maybe'
  readonly conditions: readonly string[]
  readonly verdict: Verdict
  readonly packets?: number
}

export interface Chain {
  readonly name: string
  readonly policy?: 'accept' | 'drop'
  readonly rules: readonly Rule[]
}

export interface Table {
  readonly chains: ReadonlyMap<string, Chain>
  /** Chains where packets of ours begin, in order of priority. */
  readonly outputs: readonly string[]
  /** Chains where forwarded packets begin: containers and virtual machines on this host. */
  readonly forwards: readonly string[]
}

/** A ruleset is deep only when it was made to confuse. */
const MAX_DEPTH = 16
const MAX_FACTS = 20

/**
 * Follows a packet through the tables as the kernel would and returns the rules that stop, refuse or redirect it. Rules that may apply
 * are facts with their conditions and let the walk go on; the first that surely ends a chain ends it.
 */
export function stoppingRules(
  tool: LocalFirewallFact['tool'],
  tables: readonly Table[],
  syn: OutgoingSyn,
): readonly LocalFirewallFact[] {
  const facts: LocalFirewallFact[] = []
  for (const table of tables) {
    for (const name of table.outputs) walkBase(table, name, [])
    for (const name of table.forwards) walkBase(table, name, ['only forwarded packets, such as those of containers'])
  }
  return facts.slice(0, MAX_FACTS)

  function walkBase(table: Table, name: string, conditions: readonly string[]): void {
    const chain = table.chains.get(name)
    if (chain === undefined || walk(table, chain, conditions, 0) === 'ended' || chain.policy !== 'drop') return
    facts.push(factOf({ text: `policy drop of chain ${name}`, verdict: { kind: 'drop' } }, conditions))
  }

  function walk(table: Table, chain: Chain, outer: readonly string[], depth: number): 'ended' | 'returned' {
    for (const rule of chain.rules) {
      if (rule.applies === 'no') continue
      const conditions = [...outer, ...rule.conditions]
      switch (rule.verdict.kind) {
        case 'none':
          break
        case 'return':
          if (rule.applies === 'yes') return 'returned'
          break
        case 'accept':
          if (rule.applies === 'yes') return 'ended'
          break
        case 'drop':
        case 'reject':
        case 'redirect':
          facts.push(factOf(rule, conditions))
          if (rule.applies === 'yes') return 'ended'
          break
        case 'jump':
        case 'goto': {
          const next = table.chains.get(rule.verdict.chain)
          if (next === undefined || depth >= MAX_DEPTH) break
          const how = walk(table, next, conditions, depth + 1)
          if (rule.applies === 'yes' && how === 'ended') return 'ended'
          if (rule.applies === 'yes' && rule.verdict.kind === 'goto') return 'returned'
          break
        }
      }
    }
    return 'returned'
  }

  function factOf(rule: Pick<Rule, 'text' | 'verdict' | 'packets'>, conditions: readonly string[]): LocalFirewallFact {
    const { kind } = rule.verdict
    return {
      tool,
      rule: rule.text.slice(0, 400),
      // A rule that only may concern us must not look like one that does.
      action: conditions.length === 0 && (kind === 'drop' || kind === 'reject' || kind === 'redirect') ? kind : 'other',
      ports: [syn.port],
      ...(rule.packets === undefined ? {} : { packets: rule.packets }),
      ...(conditions.length === 0 ? {} : { onlyIf: [...new Set(conditions)] }),
    }
  }
}
