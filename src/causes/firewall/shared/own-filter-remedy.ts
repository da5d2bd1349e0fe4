import { familyOf } from '../../../domain/endpoint.ts'
import type { View } from '../../../domain/evidence.ts'
import type { ChainEntry, LocalFirewallFact } from '../../../domain/facts/host-facts.ts'
import { note, type RemedyStep, sh } from '../../../domain/lever.ts'
import type { Remedy } from '../../../domain/remedy.ts'
import { peerAddress, peerPort } from '../../shared/receiver-name.ts'

/** Lets our SMTP pass this host's own filter: past the rule with iptables, without it with nft, where each rule has a handle. */
export function passOwnFilter(evidence: View<'smtp.session' | 'firewall.local'>): Remedy {
  const port = peerPort(evidence)
  const rules = evidence['firewall.local'].seen.map(({ fact }) => fact).filter(mayStopUs)
  const nft = rules.some(({ tool }) => tool === 'nft')
  const passes = rules.length === 0 ? [pass(usualTool(evidence), USUAL, port)] : passesOf(rules, port)
  return {
    title: 'Let outgoing SMTP pass this host',
    applies: 'after-review',
    costs:
      rules.length > 0 && rules.every(({ meets }) => meets === 'answer')
        ? 'answers to connections of ours on that port come in, whatever other rules say of them'
        : 'such a rule may stand there to hold back programs that nobody wants to send mail: every program of this host can then',
    steps: [
      ...passes.flatMap(({ tool, insert, why }): readonly RemedyStep[] => [
        sh(
          `${tool}-save -c | grep -nE "[ds]ports? ([0-9:]+,)*${port}\\b|^:[A-Z]+ DROP|^\\*"`,
          'shows the rule with its table and chain, or the chain whose policy it is to drop',
        ),
        sh(`${tool} ${insert}`, `${why}; until the next boot, or the next load of the rules`),
      ]),
      ...(nft
        ? [
            sh('nft -a list ruleset | grep -nE "[ds]port"', 'shows the rule with its handle'),
            note(
              'Delete the rule with `nft delete rule FAMILY TABLE CHAIN handle N`, and take it out of /etc/nftables.conf, or it returns at the next boot.',
            ),
          ]
        : []),
      ...deletionsOf(rules),
      note(
        `Where ufw or firewalld wrote the rule, change it there (\`ufw status numbered\`, \`firewall-cmd --direct --get-all-rules\`). What is to last goes where the rules are kept: /etc/iptables/rules.v4, /etc/sysconfig/iptables.`,
      ),
    ],
    undo: [
      ...passes.map(({ tool, remove }) => sh(`${tool} ${remove}`)),
      ...(nft ? [note('Put the deleted rule back from the saved ruleset.')] : []),
    ],
  }
}

/** Of this host's own packets: a rule that has met none did not stop us, and one of `other` without a `would` meets what is forwarded. */
function mayStopUs({ action, would, packets }: LocalFirewallFact): boolean {
  return packets !== 0 && (action !== 'other' || would !== undefined)
}

/** The rules themselves, as iptables-save(8) prints them, where they are known in full; one may have been read more than once. */
function deletionsOf(rules: readonly LocalFirewallFact[]): readonly RemedyStep[] {
  return [...new Set(rules.flatMap(deletionOf))].map((command) => note(`Or take the rule itself out: \`${command}\``))
}

function deletionOf(fact: LocalFirewallFact): string | readonly [] {
  const words = /^-A ([\w-]+ -.{1,300})$/.exec(fact.rule.trim())?.[1]
  return fact.tool === 'nft' || words === undefined || /["'`$;&|<>\\]/.test(words)
    ? []
    : `${fact.tool} ${inTable(entryOf(fact))}-D ${words}`
}

interface Pass {
  readonly tool: 'iptables' | 'ip6tables'
  readonly insert: string
  readonly remove: string
  readonly why: string
}

/** Where no rule could be seen. */
function usualTool(evidence: View<'smtp.session' | 'firewall.local'>): Pass['tool'] {
  return familyOf(peerAddress(evidence)) === 6 ? 'ip6tables' : 'iptables'
}

/** One pass for each family and chain through which a rule of it is reached. */
function passesOf(rules: readonly LocalFirewallFact[], port: number): readonly Pass[] {
  const wanted = new Map<string, Pass>()
  for (const rule of rules) {
    if (rule.tool === 'nft') continue
    const found = pass(rule.tool, entryOf(rule), port)
    wanted.set(`${rule.tool} ${found.insert}`, found)
  }
  return [...wanted.values()]
}

/** Of a rule whose table nobody noted, where rules of its kind mostly stand. */
function entryOf({ entry, action, would, meets }: LocalFirewallFact): ChainEntry {
  if (entry !== undefined) return entry
  if (action === 'redirect' || would === 'redirect') return { table: 'nat', chain: 'OUTPUT' }
  return meets === 'answer' ? { table: 'filter', chain: 'INPUT' } : USUAL
}

const USUAL: ChainEntry = { table: 'filter', chain: 'OUTPUT' }

function pass(tool: Pass['tool'], entry: ChainEntry, port: number): Pass {
  const { rule, why } = passing(entry, port)
  const [table, { chain }] = [inTable(entry), entry]
  return { tool, insert: `${table}-I ${chain} 1 ${rule}`, remove: `${table}-D ${chain} ${rule}`, why }
}

/** `filter` is what iptables(8) means where no table is named. */
function inTable({ table }: ChainEntry): string {
  return table === 'filter' ? '' : `-t ${table} `
}

function passing({ table, chain }: ChainEntry, port: number): { readonly rule: string; readonly why: string } {
  if (chain === 'INPUT' || chain === 'PREROUTING')
    return table === 'raw'
      ? {
          rule: `-p tcp --sport ${port} -j ACCEPT`,
          why: 'this table knows no connections yet; those behind it still judge what comes in',
        }
      : {
          rule: `-p tcp --sport ${port} -m conntrack --ctstate ESTABLISHED -j ACCEPT`,
          why: 'the answers to what we send, and nothing else',
        }
  const rule = `-p tcp --dport ${port} -j`
  if (table === 'nat') return { rule: `${rule} RETURN`, why: 'our connections keep the address that they were made to' }
  return {
    rule: `${rule} ACCEPT`,
    why:
      table === 'filter'
        ? 'containers: the chain is DOCKER-USER instead of OUTPUT'
        : 'the tables behind it still judge',
  }
}
