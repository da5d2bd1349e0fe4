import { expect, test } from 'vitest'
import { evidence, fact, plan, session, type Seen } from '../../../../test/kit/evidence.ts'
import { view } from '../../../domain/evidence.ts'
import type { LocalFirewallFact } from '../../../domain/facts/host-facts.ts'
import { passOwnFilter } from './own-filter-remedy.ts'

const rule = (changes: Partial<LocalFirewallFact>): Seen =>
  fact('firewall.local', { tool: 'iptables', rule: '', action: 'drop', ports: [25], ...changes })
const commands = (...seen: readonly Seen[]) => {
  const { steps = [], undo = [] } = passOwnFilter(view(evidence(seen), ['smtp.session', 'firewall.local']))
  const texts = (list: typeof steps): string =>
    list.flatMap((step) => (step.kind === 'command' ? [step.run] : [])).join('\n')
  const deletions = steps.flatMap((step) => (step.kind === 'note' && step.text.includes(' -D ') ? [step.text] : []))
  return {
    does: texts(steps),
    undoes: texts(undo),
    notes: undo.filter(({ kind }) => kind === 'note').length,
    deletions,
  }
}
const V6 = plan({ endpoint: { host: 'mx1.example.net', address: '2001:db8::1', port: 25 } })

test.each<[string, readonly Seen[], string, string]>([
  [
    'our segments are dropped',
    [rule({})],
    'iptables -I OUTPUT 1 -p tcp --dport 25',
    'iptables -D OUTPUT -p tcp --dport 25',
  ],
  ['the answers are', [rule({ meets: 'answer' })], 'iptables -I INPUT 1 -p tcp --sport 25', 'iptables -D INPUT'],
  ['they are redirected', [rule({ action: 'redirect' })], 'iptables -t nat -I OUTPUT 1', 'iptables -t nat -D OUTPUT'],
  ['they would be', [rule({ action: 'other', would: 'redirect' })], 'iptables -t nat -I OUTPUT 1', '-t nat -D'],
  [
    'in a table before the filter',
    [rule({ entry: { table: 'raw', chain: 'OUTPUT' } })],
    'iptables -t raw -I OUTPUT 1 -p tcp --dport 25 -j ACCEPT',
    'iptables -t raw -D OUTPUT -p tcp --dport 25 -j ACCEPT',
  ],
  [
    'on their way out of it',
    [rule({ entry: { table: 'mangle', chain: 'POSTROUTING' } })],
    'iptables -t mangle -I POSTROUTING 1 -p tcp --dport 25 -j ACCEPT',
    'iptables -t mangle -D POSTROUTING',
  ],
  [
    'the answers are, before connections are known',
    [rule({ meets: 'answer', entry: { table: 'raw', chain: 'PREROUTING' } })],
    'iptables -t raw -I PREROUTING 1 -p tcp --sport 25 -j ACCEPT',
    'iptables -t raw -D PREROUTING',
  ],
  [
    'the answers are, once they are known',
    [rule({ meets: 'answer', entry: { table: 'mangle', chain: 'PREROUTING' } })],
    'iptables -t mangle -I PREROUTING 1 -p tcp --sport 25 -m conntrack --ctstate ESTABLISHED',
    'iptables -t mangle -D PREROUTING',
  ],
  ['over IPv6', [rule({ tool: 'ip6tables' })], 'ip6tables -I OUTPUT 1', 'ip6tables -D OUTPUT'],
  ['no rule could be seen', [session()], 'iptables -I OUTPUT 1', 'iptables -D OUTPUT'],
  ['nor one against IPv6', [session({ plan: V6 })], 'ip6tables -I OUTPUT 1', 'ip6tables -D OUTPUT'],
])('our own filter is passed where it stands: %s', (_name, seen, does, undoes) => {
  expect(commands(...seen).does).toContain(does)
  expect(commands(...seen).undoes).toContain(undoes)
  expect(commands(...seen).does).not.toContain('nft')
})

test('an nft rule has a handle, by which it is deleted and put back', () => {
  const { does, undoes, notes } = commands(rule({ tool: 'nft' }))
  expect(does).toBe('nft -a list ruleset | grep -nE "[ds]port"')
  expect([undoes, notes]).toEqual(['', 1])
})

test('a rule that has met no packet, and one for what is forwarded, are left alone', () => {
  const entry = { table: 'filter', chain: 'FORWARD' } as const
  const forwards = rule({ action: 'other', rule: '-A FORWARD -p tcp --dport 25 -j DROP', entry, onlyIf: ['forwarded'] })
  const idle = rule({ meets: 'answer', rule: '-A INPUT -p tcp --sport 25 -j DROP', packets: 0 })
  const { does, deletions } = commands(forwards, idle, rule({ rule: '-A OUTPUT -p tcp --dport 25 -j DROP' }))
  expect(does.match(/-I \w+/g)).toEqual(['-I OUTPUT'])
  expect(deletions).toEqual(['Or take the rule itself out: `iptables -D OUTPUT -p tcp --dport 25 -j DROP`'])
})

test('two rules at one place are passed once', () => {
  expect(commands(rule({}), rule({ action: 'reject' })).does.match(/-I OUTPUT/g)).toHaveLength(1)
})

test('a rule that is known in full is deleted once, however often it was read, with its table', () => {
  const drops = '-A OUTPUT -p tcp -m tcp --dport 25 -j DROP'
  expect(commands(rule({ rule: drops }), rule({ rule: drops, packets: 7 })).deletions).toEqual([
    'Or take the rule itself out: `iptables -D OUTPUT -p tcp -m tcp --dport 25 -j DROP`',
  ])
  expect(commands(rule({ rule: drops, entry: { table: 'mangle', chain: 'OUTPUT' } })).deletions).toEqual([
    'Or take the rule itself out: `iptables -t mangle -D OUTPUT -p tcp -m tcp --dport 25 -j DROP`',
  ])
  const redirects = '-A OUTPUT -p tcp -m tcp --dport 25 -j REDIRECT --to-ports 2525'
  expect(commands(rule({ action: 'redirect', rule: redirects })).deletions).toEqual([
    'Or take the rule itself out: `iptables -t nat -D OUTPUT -p tcp -m tcp --dport 25 -j REDIRECT --to-ports 2525`',
  ])
})
