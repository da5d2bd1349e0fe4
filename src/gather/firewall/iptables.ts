import type { ChainEntry } from '../../domain/facts/host-facts.ts'
import { inNetwork } from './in-network.ts'
import { applied, type Chain, type Segment, type Rule, type Table, type Verdict } from './ruleset.ts'

/** Tables in the order that a packet passes them. */
const TABLE_ORDER = ['raw', 'mangle', 'nat', 'filter', 'security'] as const satisfies readonly ChainEntry['table'][]

/** Chains that a packet passes on each way (netfilter's hooks). Answers pass no nat table: it meets the first packet of a connection alone. */
const ENTRIES: Readonly<Record<Segment['way'], readonly ChainEntry['chain'][]>> = {
  out: ['OUTPUT', 'POSTROUTING'],
  in: ['PREROUTING', 'INPUT'],
}

interface OpenTable {
  readonly name: string
  readonly policies: Map<string, Pick<Chain, 'policy' | 'packets'>>
  readonly rules: Map<string, Rule[]>
}

/** Reads `iptables-save` or `ip6tables-save`, with or without counters (`-c`), weighed against one packet. */
export function readIptables(text: string, segment: Segment): readonly Table[] {
  const tables: OpenTable[] = []
  for (const line of text.split('\n')) {
    const current = tables.at(-1)
    if (line.startsWith('*')) tables.push({ name: line.slice(1).trim(), policies: new Map(), rules: new Map() })
    else if (line.startsWith(':') && current !== undefined) {
      const [name = '', policy, counters = ''] = line.slice(1).split(' ')
      const packets = /^\[(\d+):/.exec(counters)?.[1]
      current.policies.set(name, {
        ...(policy === 'ACCEPT' ? { policy: 'accept' } : policy === 'DROP' ? { policy: 'drop' } : {}),
        ...(packets === undefined ? {} : { packets: Number(packets) }),
      })
      current.rules.set(name, [])
    } else if (current !== undefined) {
      const match = /^(?:\[(\d+):\d+\] )?-A (\S+)\s?(.*)$/.exec(line)
      if (match?.[2] === undefined) continue
      const rule = readRule(match[3] ?? '', `-A ${match[2]} ${match[3] ?? ''}`, match[1], segment)
      current.rules.get(match[2])?.push(rule)
    }
  }
  return TABLE_ORDER.filter((table) => segment.way === 'out' || table !== 'nat').flatMap((table) => {
    const at = (chain: ChainEntry['chain']) => ({ name: chain, entry: { table, chain } })
    return tables
      .filter(({ name }) => name === table)
      .map(({ policies, rules }) => ({
        chains: new Map(
          [...rules].map(([name, list]) => [name, { name, rules: list, ...policies.get(name) }] as const),
        ),
        entries: ENTRIES[segment.way].map(at),
        forwards: segment.way === 'out' ? [at('FORWARD')] : [],
      }))
  })
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

function readRule(spec: string, text: string, packets: string | undefined, segment: Segment): Rule {
  const words = splitWords(spec)
  let excluded = false
  let fitsOwner: boolean | undefined
  let verdict: Verdict = { kind: 'none' }
  const conditions: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const negated = words[index] === '!'
    if (negated) index += 1
    const option = words[index] ?? ''
    const value = words[index + 1] ?? ''
    if (option === '-j' || option === '--jump' || option === '-g' || option === '--goto') {
      verdict = verdictOf(value, option === '-g' || option === '--goto')
      if (value === 'NFQUEUE') conditions.push('the program behind NFQUEUE lets it pass')
      index += 1
      continue
    }
    if (!option.startsWith('-')) continue
    if (SILENT.has(option)) {
      index += 1
      continue
    }
    const judged = judge(option, value, words[index + 2] ?? '', segment)
    const isBare = value.startsWith('-') || value === '!'
    index += option === '--tcp-flags' ? 2 : isBare ? 0 : 1
    if (judged !== undefined && OWNER.has(option)) fitsOwner = fitsOwner !== false && judged !== negated
    else if (judged === undefined) {
      conditions.push([...(negated ? ['!'] : []), option, ...(isBare ? [] : [value])].join(' ').trim())
    } else if (judged === negated) excluded = true
  }
  return {
    text,
    ...applied(excluded, conditions, fitsOwner),
    verdict,
    ...(packets === undefined ? {} : { packets: Number(packets) }),
  }
}

/** Whether the option fits the packet; undefined when that cannot be known from here. */
function judge(
  option: string,
  value: string,
  second: string,
  { way, peer, port, owner }: Segment,
): boolean | undefined {
  switch (option) {
    case '-p':
    case '--protocol':
      return value === 'tcp' || value === 'all' || value === '6'
    case '-d':
    case '--destination':
      return judgeNetworks(value, way === 'out' ? peer : undefined)
    case '-s':
    case '--source':
      return judgeNetworks(value, way === 'in' ? peer : undefined)
    case '--dport':
    case '--dports':
    case '--destination-port':
    case '--destination-ports':
      return judgePorts(value, way === 'out' ? port : undefined)
    case '--sport':
    case '--sports':
    case '--source-port':
    case '--source-ports':
      return judgePorts(value, way === 'in' ? port : undefined)
    case '--ports':
      return judgePorts(value, port) === true ? true : judgePorts(value, undefined)
    case '--ctstate':
    case '--state':
      return value.split(',').includes(way === 'out' ? 'NEW' : 'ESTABLISHED')
    case '--syn':
      return way === 'out'
    case '--tcp-flags':
      return haveFlags(way === 'out' ? ['SYN'] : ['SYN', 'ACK'], value.split(','), second.split(','))
    case '--uid-owner':
      return owner === undefined ? undefined : judgeNumber(value, owner.uid)
    case '--gid-owner':
      return owner === undefined ? undefined : judgeNumber(value, owner.gid)
    case '-o':
    case '--out-interface':
      return way === 'out' && value === 'lo' ? isLoopback(peer) : undefined
    case '-i':
    case '--in-interface':
      return way === 'in' && value === 'lo' ? isLoopback(peer) : undefined
    default:
      return undefined
  }
}

const OWNER: ReadonlySet<string> = new Set(['--uid-owner', '--gid-owner'])

/** `33` or `1000-1999`; undefined: a name. */
function judgeNumber(value: string, ours: number): boolean | undefined {
  const range = /^(\d+)(?:-(\d+))?$/.exec(value)
  return range === null ? undefined : Number(range[1]) <= ours && ours <= Number(range[2] ?? range[1])
}

function isLoopback(address: string): boolean {
  return address === '127.0.0.1' || address === '::1'
}

/** Of the examined flags exactly the wanted ones are set. */
function haveFlags(set: readonly string[], examined: readonly string[], wanted: readonly string[]): boolean {
  const examines = (flag: string): boolean => examined.includes('ALL') || examined.includes(flag)
  return (
    set.every((flag) => !examines(flag) || wanted.includes(flag)) &&
    wanted.every((flag) => flag === 'NONE' || set.includes(flag))
  )
}

/** The server's address, or our own (undefined), which the rules alone do not tell. */
function judgeNetworks(value: string, address: string | undefined): boolean | undefined {
  return address === undefined ? undefined : anyOf(value.split(',').map((network) => inNetwork(address, network)))
}

/** The server's port, or our own (undefined): an ephemeral one, which no range of privileged ports fits. */
function judgePorts(value: string, port: number | undefined): boolean | undefined {
  if (port !== undefined) return value.split(',').some((range) => inPortRange(port, range))
  return value.split(',').every((range) => Number(range.split(':').at(-1)) < 1_024) ? false : undefined
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
    case 'NFQUEUE':
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
