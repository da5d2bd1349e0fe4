import type { ChainEntry, LocalFirewallFact } from '../../domain/facts/host-facts.ts'

/** One of the first two segments of a connection of ours, as a firewall of this host sees it. */
export interface Segment {
  /** `out`: our SYN. `in`: the server's answer to it. */
  readonly way: 'out' | 'in'
  /** Address and port of the server. */
  readonly peer: string
  readonly port: number
  /** Whose socket it leaves: the numbers of the user and the group that we run as, where they are known. */
  readonly owner?: Owner
}

export interface Owner {
  readonly uid: number
  readonly gid: number
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
  /** Whether it applies hangs on who we are: another user's packets fare otherwise. */
  readonly byOwner?: true
  readonly verdict: Verdict
  readonly packets?: number
}

/** Of a rule that other fields of the packet exclude, or not, or under conditions alone, and of which it is known or not whether it is about us. */
export function applied(
  excluded: boolean,
  conditions: readonly string[],
  fitsOwner: boolean | undefined,
): Pick<Rule, 'applies' | 'conditions' | 'byOwner'> {
  if (excluded) return { applies: 'no', conditions: [] }
  const byOwner = fitsOwner === undefined ? {} : ({ byOwner: true } as const)
  if (fitsOwner === false) return { applies: 'no', conditions: [], ...byOwner }
  return { applies: conditions.length > 0 ? 'maybe' : 'yes', conditions, ...byOwner }
}

/** What stops a packet: a rule, or the policy of a chain. */
interface Stopper extends Pick<Rule, 'text' | 'verdict'> {
  readonly packets?: number | undefined
}

export interface Chain {
  readonly name: string
  readonly policy?: 'accept' | 'drop'
  /** Packets that met the policy. */
  readonly packets?: number
  readonly rules: readonly Rule[]
}

/** A chain of the table in which packets begin. */
export interface BaseChain {
  readonly name: string
  /** The same in the words of iptables; nftables' chains are called as anybody likes. */
  readonly entry?: ChainEntry
}

export interface Table {
  readonly chains: ReadonlyMap<string, Chain>
  /** Chains where the segment begins on its way, in order of priority. */
  readonly entries: readonly BaseChain[]
  /** Chains where forwarded packets begin: containers and virtual machines on this host. */
  readonly forwards: readonly BaseChain[]
}

/** A ruleset is deep only when it was made to confuse. */
const MAX_DEPTH = 16
/** Rules looked at; chains that lead to each other many times are walked each time. */
const MAX_STEPS = 200_000
const MAX_FACTS = 20
const MAX_CONDITIONS = 10
const FORWARDED = 'only forwarded packets, such as those of containers'
/** A rate lets some packets through and leaves the rest to what stands behind it. */
const BY_RATE = /^(?:! )?--(?:limit|hashlimit)|^\{(?:limit|quota|meter|set):/

/**
 * Follows a packet through the tables as the kernel would and returns the rules that stop, refuse or redirect it. Rules that may apply
 * are facts with their conditions and let the walk go on; the first that surely ends a chain ends it. Behind a rule that may accept
 * the packet nothing is sure to meet it.
 */
export function stoppingRules(
  tool: LocalFirewallFact['tool'],
  tables: readonly Table[],
  segment: Segment,
): readonly LocalFirewallFact[] {
  const facts: LocalFirewallFact[] = []
  /** Conditions under which a rule of the chain has already accepted the packet. */
  let spared: string[] = []
  /** A rule of the chain was chosen or passed over for who we are. */
  let byOwner = false
  let entry: ChainEntry | undefined
  let steps = 0
  for (const table of tables) {
    for (const base of table.entries) walkBase(table, base, [])
    for (const base of table.forwards) walkBase(table, base, [FORWARDED])
  }
  return facts.slice(0, MAX_FACTS)

  function walkBase(table: Table, base: BaseChain, conditions: readonly string[]): void {
    const chain = table.chains.get(base.name)
    spared = []
    byOwner = false
    entry = base.entry
    if (chain === undefined || walk(table, chain, conditions, 0) === 'ended' || chain.policy !== 'drop') return
    // What was not looked at may have let the packet pass.
    if (steps > MAX_STEPS) return
    const { name, packets } = chain
    facts.push(factOf({ text: `policy drop of chain ${name}`, verdict: { kind: 'drop' }, packets }, conditions))
  }

  function walk(table: Table, chain: Chain, outer: readonly string[], depth: number): 'ended' | 'returned' {
    /** Conditions under which a rule has already sent the packet back. */
    const returned: string[] = []
    for (const rule of chain.rules) {
      byOwner ||= rule.byOwner === true && rule.verdict.kind !== 'none'
      if (rule.applies === 'no') continue
      if ((steps += 1) > MAX_STEPS) break
      const conditions = [...outer, ...returned, ...rule.conditions]
      switch (rule.verdict.kind) {
        case 'none':
          break
        case 'return':
          if (rule.applies === 'yes') return 'returned'
          returned.push(`not ${rule.conditions.join(' ')}`)
          break
        case 'accept':
          if (conditions.some((condition) => !BY_RATE.test(condition))) spared.push(`not ${conditions.join(' ')}`)
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

  function factOf({ text, verdict, packets }: Stopper, matched: readonly string[]): LocalFirewallFact {
    const action = actionOf(verdict, segment)
    const conditions = [...new Set([...matched, ...spared])].slice(0, MAX_CONDITIONS)
    return {
      tool,
      rule: text.slice(0, 400),
      ...(entry === undefined ? {} : { entry }),
      // A rule that only may concern us must not look like one that does.
      action: conditions.length === 0 ? action : 'other',
      ...(conditions.length === 0 || conditions.includes(FORWARDED) || action === 'other' ? {} : { would: action }),
      ports: [segment.port],
      ...(byOwner ? { ofOurUser: true as const } : {}),
      ...(segment.way === 'in' ? { meets: 'answer' as const } : {}),
      ...(packets === undefined ? {} : { packets }),
      ...(conditions.length === 0 ? {} : { onlyIf: conditions }),
    }
  }
}

/** What the rule does to our connection. The refusal of an answer goes to the server: our own side just hears nothing. */
function actionOf({ kind }: Verdict, { way }: Segment): LocalFirewallFact['action'] {
  if (kind === 'reject') return way === 'in' ? 'drop' : 'reject'
  return kind === 'drop' || kind === 'redirect' ? kind : 'other'
}
