import { inNetwork } from './in-network.ts'
import type { Chain, OutgoingSyn, Rule, Table, Verdict } from './ruleset.ts'

/** Tables in the order that a packet of ours passes them. */
const TABLE_ORDER = ['raw', 'mangle', 'nat', 'filter', 'security']

interface OpenTable {
  readonly name: string
  readonly policies: Map<string, Chain['policy']>
  readonly rules: Map<string, Rule[]>
}

/** Reads `iptables-save` or `ip6tables-save`, with or without counters (`-c`), weighed against one packet. */
export function readIptables(text: string, syn: OutgoingSyn): readonly Table[] {
  const tables: OpenTable[] = []
  for (const line of text.split('\n')) {
    const current = tables.at(-1)
    if (line.startsWith('*')) tables.push({ name: line.slice(1).trim(), policies: new Map(), rules: new Map() })
    else if (line.startsWith(':') && current !== undefined) {
      const [name = '', policy] = line.slice(1).split(' ')
      current.policies.set(name, policy === 'ACCEPT' ? 'accept' : policy === 'DROP' ? 'drop' : undefined)
      current.rules.set(name, [])
    } else if (current !== undefined) {
      const match = /^(?:\[(\d+):\d+\] )?-A (\S+)\s?(.*)$/.exec(line)
      if (match?.[2] === undefined) continue
      const rule = readRule(match[3] ?? '', `-A ${match[2]} ${match[3] ?? ''}`, match[1], syn)
      current.rules.get(match[2])?.push(rule)
    }
  }
  return tables
    .toSorted((a, b) => TABLE_ORDER.indexOf(a.name) - TABLE_ORDER.indexOf(b.name))
    .map(({ policies, rules }) => ({
      chains: new Map(
        [...rules].map(([name, list]) => {
          const policy = policies.get(name)
          return [name, { name, rules: list, ...(policy === undefined ? {} : { policy }) }] as const
        }),
      ),
      outputs: ['OUTPUT'],
      forwards: ['FORWARD'],
    }))
}

/** Options that take no value, or only tell what comes next. */
const SILENT = new Set([
  '-m',
  '--match',
  '--comment',
  '--reject-with',
  '--to-ports',
  '--to-destination',
  '--to-source',
  '--log-prefix',
  '--log-level',
  '--set-mss',
  '--set-xmark',
  '--name',
  '--rsource',
  '--rdest',
  '--mask',
])

function readRule(spec: string, text: string, packets: string | undefined, syn: OutgoingSyn): Rule {
  const words = splitWords(spec)
  let applies: Rule['applies'] = 'yes'
  let verdict: Verdict = { kind: 'none' }
  const conditions: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const negated = words[index] === '!'
    if (negated) index += 1
    const option = words[index] ?? ''
    const value = words[index + 1] ?? ''
    if (option === '-j' || option === '--jump' || option === '-g' || option === '--goto') {
      verdict = verdictOf(value, option === '-g' || option === '--goto')
      index += 1
      continue
    }
    if (!option.startsWith('-')) continue
    if (SILENT.has(option)) {
      index += 1
      continue
    }
    const judged = judge(option, value, words[index + 2] ?? '', syn)
    index +=
      option === '--tcp-flags' ? 2 : words[index + 1]?.startsWith('-') === true || words[index + 1] === '!' ? 0 : 1
    if (judged === undefined) {
      conditions.push(`${negated ? '! ' : ''}${option} ${value}`.trim())
      if (applies === 'yes') applies = 'maybe'
    } else if (judged === negated) applies = 'no'
  }
  return {
    text,
    applies,
    conditions: applies === 'maybe' ? conditions : [],
    verdict,
    ...(packets === undefined ? {} : { packets: Number(packets) }),
  }
}

/** Whether the option fits the packet; undefined when that cannot be known from here. */
function judge(option: string, value: string, second: string, syn: OutgoingSyn): boolean | undefined {
  switch (option) {
    case '-p':
    case '--protocol':
      return value === 'tcp' || value === 'all' || value === '6'
    case '-d':
    case '--destination':
      return anyOf(value.split(',').map((network) => inNetwork(syn.to, network)))
    case '--dport':
    case '--destination-port':
    case '--dports':
    case '--destination-ports':
    case '--ports':
      return value.split(',').some((range) => inPortRange(syn.port, range))
    case '--sport':
    case '--sports':
    case '--source-port':
      // Our port is an ephemeral one: a range of privileged ports does not fit.
      return value.split(',').every((range) => Number(range.split(':').at(-1)) < 1_024) ? false : undefined
    case '--ctstate':
    case '--state':
      return value.split(',').includes('NEW')
    case '--syn':
      return true
    case '--tcp-flags':
      return second.split(',').every((flag) => flag === 'SYN') && value.split(',').includes('SYN')
    case '-o':
    case '--out-interface':
      return value === 'lo' ? syn.to === '127.0.0.1' || syn.to === '::1' : undefined
    case '-i':
    case '--in-interface':
    default:
      return undefined
  }
}

function anyOf(judged: readonly (boolean | undefined)[]): boolean | undefined {
  if (judged.includes(true)) return true
  return judged.includes(undefined) ? undefined : false
}

function inPortRange(port: number, range: string): boolean {
  const [low = '', high] = range.split(':')
  if (high === undefined) return Number(low) === port
  return port >= Number(low === '' ? 0 : low) && port <= Number(high === '' ? 65_535 : high)
}

function verdictOf(target: string, isGoto: boolean): Verdict {
  switch (target) {
    case 'ACCEPT':
      return { kind: 'accept' }
    case 'DROP':
    case 'TARPIT':
      return { kind: 'drop' }
    case 'REJECT':
      return { kind: 'reject' }
    case 'REDIRECT':
    case 'DNAT':
    case 'TPROXY':
      return { kind: 'redirect' }
    case 'RETURN':
      return { kind: 'return' }
    default:
      // LOG, MARK, TCPMSS and the like are no chains; the walk passes over a jump to nowhere.
      return { kind: isGoto ? 'goto' : 'jump', chain: target }
  }
}

/** Words of a line; quotes hold a comment together. */
function splitWords(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
}
