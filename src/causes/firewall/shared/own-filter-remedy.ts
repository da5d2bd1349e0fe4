import type { View } from '../../../domain/evidence.ts'
import type { LocalFirewallFact } from '../../../domain/facts/host-facts.ts'
import { note, type RemedyStep, sh } from '../../../domain/lever.ts'
import type { Remedy } from '../../../domain/remedy.ts'
import { familyOf } from '../../../domain/endpoint.ts'
import { peerAddress, peerPort } from '../../shared/receiver-name.ts'

/** Lets our SMTP pass this host's own filter: past the rule with iptables, without it with nft, where each rule has a handle. */
export function passOwnFilter(evidence: View<'smtp.session' | 'firewall.local'>): Remedy {
  const port = peerPort(evidence)
  const rules = evidence['firewall.local'].seen.map(({ fact }) => fact)
  const nft = rules.some(({ tool }) => tool === 'nft')
  const passes = rules.length === 0 ? [pass(usualTool(evidence), 'out', port)] : passesOf(rules, port)
  return {
    title: 'Let outgoing SMTP pass this host',
    applies: 'after-review',
    costs:
      rules.length > 0 && rules.every((rule) => placeOf(rule) === 'in')
        ? 'answers to connections of ours on that port come in, whatever other rules say of them'
        : 'such a rule may stand there to hold back programs that nobody wants to send mail: every program of this host can then',
    steps: [
      ...passes.flatMap(({ tool, insert, why }): readonly RemedyStep[] => [
        sh(
          `${tool}-save -c | grep -nE "[ds]ports? ([0-9:]+,)*${port}\\b|^:[A-Z]+ DROP"`,
          'shows the rule and its chain, or the chain whose policy it is to drop',
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

/** The rules themselves, as iptables-save(8) prints them, where they are known in full; one may have been read more than once. */
function deletionsOf(rules: readonly LocalFirewallFact[]): readonly RemedyStep[] {
  return [...new Set(rules.flatMap(deletionOf))].map((command) => note(`Or take the rule itself out: \`${command}\``))
}

function deletionOf(fact: LocalFirewallFact): string | readonly [] {
  const words = /^-A ([\w-]+ -.{1,300})$/.exec(fact.rule.trim())?.[1]
  return fact.tool === 'nft' || words === undefined || /["'`$;&|<>\\]/.test(words)
    ? []
    : `${fact.tool} ${TABLES[placeOf(fact)]}-D ${words}`
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

/** One pass for each family and place at which a rule of it stands. */
function passesOf(rules: readonly LocalFirewallFact[], port: number): readonly Pass[] {
  const wanted = new Map<string, Pass>()
  for (const rule of rules) {
    if (rule.tool === 'nft') continue
    wanted.set(`${rule.tool} ${placeOf(rule)}`, pass(rule.tool, placeOf(rule), port))
  }
  return [...wanted.values()]
}

type Place = 'out' | 'in' | 'nat'

function placeOf({ action, would, meets }: LocalFirewallFact): Place {
  if (action === 'redirect' || would === 'redirect') return 'nat'
  return meets === 'answer' ? 'in' : 'out'
}

function pass(tool: Pass['tool'], place: Place, port: number): Pass {
  const { chain, rule, why } = PASSES[place](port)
  const table = TABLES[place]
  return { tool, insert: `${table}-I ${chain} 1 ${rule}`, remove: `${table}-D ${chain} ${rule}`, why }
}

const TABLES: Record<Place, string> = { out: '', in: '', nat: '-t nat ' }

const PASSES: Record<Place, (port: number) => { chain: string; rule: string; why: string }> = {
  out: (port) => ({
    chain: 'OUTPUT',
    rule: `-p tcp --dport ${port} -j ACCEPT`,
    why: 'containers: the chain is DOCKER-USER instead of OUTPUT',
  }),
  in: (port) => ({
    chain: 'INPUT',
    rule: `-p tcp --sport ${port} -m conntrack --ctstate ESTABLISHED -j ACCEPT`,
    why: 'the answers to what we send, and nothing else',
  }),
  nat: (port) => ({
    chain: 'OUTPUT',
    rule: `-p tcp --dport ${port} -j RETURN`,
    why: 'our connections keep the address that they were made to',
  }),
}
