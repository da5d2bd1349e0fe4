import { isRecord } from '../../base/is-record.ts'
import { parsedJson } from '../../base/parsed-json.ts'
import { isAboutOwner, judgeMatch, judgeVmap, type NftSets } from './nft-match.ts'
import { applied, type BaseChain, type Chain, type Segment, type Rule, type Table, type Verdict } from './ruleset.ts'

type Json = Readonly<Record<string, unknown>>

/** A table that iptables-nft keeps: its matches are opaque here, and iptables-save shows them whole. */
const IPTABLES_TABLES = new Set(['filter', 'nat', 'mangle', 'raw', 'security'])

/** Hooks that a packet passes on each way. */
const HOOKS: Readonly<Record<Segment['way'], readonly string[]>> = {
  out: ['output', 'postrouting'],
  in: ['prerouting', 'input'],
}

/** Reads `nft -j list ruleset`, weighed against one packet. Tables of the other family, and those of iptables-nft when told so, are left out. */
export function readNft(
  text: string,
  segment: Segment,
  options: { readonly skipIptablesTables?: boolean } = {},
): readonly Table[] | undefined {
  const items = itemsOf(text)
  if (items === undefined) return undefined
  const family = segment.peer.includes(':') ? 'ip6' : 'ip'
  const sets: NftSets = new Map(
    items.flatMap(({ set }) => (set === undefined ? [] : [[setKey(set, set['name']), set['elem']] as const])),
  )
  const tables = items.flatMap(({ table }) => (table === undefined ? [] : [table]))
  return tables.flatMap((table): Table[] => {
    if (table['family'] !== family && table['family'] !== 'inet') return []
    if (options.skipIptablesTables === true && table['family'] !== 'inet' && IPTABLES_TABLES.has(String(table['name'])))
      return []
    const here = (each: Json): boolean => each['family'] === table['family'] && each['table'] === table['name']
    const chains = items.flatMap(({ chain }) => (chain !== undefined && here(chain) ? [chain] : []))
    const rules = items.flatMap(({ rule }) => (rule !== undefined && here(rule) ? [rule] : []))
    const hooked = (hook: string): BaseChain[] =>
      chains
        // Answers pass no chain of type nat: those meet the first packet of a connection alone.
        .filter((chain) => chain['hook'] === hook && (segment.way === 'out' || chain['type'] !== 'nat'))
        .toSorted((a, b) => Number(a['prio']) - Number(b['prio']))
        .map((chain) => ({ name: String(chain['name']) }))
    return [
      {
        chains: new Map(chains.map((chain) => chainOf(chain, rules, (name) => sets.get(setKey(table, name)), segment))),
        entries: HOOKS[segment.way].flatMap(hooked),
        forwards: segment.way === 'out' ? hooked('forward') : [],
      },
    ]
  })
}

interface Item {
  readonly table?: Json
  readonly chain?: Json
  readonly rule?: Json
  readonly set?: Json
}

function itemsOf(text: string): readonly Item[] | undefined {
  const parsed = parsedJson(text)
  const list = isRecord(parsed) ? parsed['nftables'] : undefined
  if (!Array.isArray(list)) return undefined
  return list
    .filter(isRecord)
    .map((item) => Object.fromEntries(Object.entries(item).filter(([, value]) => isRecord(value))))
}

function setKey(owner: Json, name: unknown): string {
  return `${String(owner['family'])} ${String(owner['table'] ?? owner['name'])} ${String(name)}`
}

function chainOf(
  chain: Json,
  rules: readonly Json[],
  setOf: (name: string) => unknown,
  segment: Segment,
): readonly [string, Chain] {
  const name = String(chain['name'])
  const own = rules.filter((rule) => rule['chain'] === name)
  const policy = chain['policy'] === 'drop' ? 'drop' : chain['policy'] === 'accept' ? 'accept' : undefined
  const read = own.map((rule) => readRule(rule, setOf, segment))
  return [name, { name, rules: read, ...(policy === undefined ? {} : { policy }) }]
}

function readRule(rule: Json, setOf: (name: string) => unknown, segment: Segment): Rule {
  const statements = Array.isArray(rule['expr']) ? rule['expr'].filter(isRecord) : []
  let excluded = false
  let fitsOwner: boolean | undefined
  let verdict: Verdict = { kind: 'none' }
  let packets: number | undefined
  const conditions: string[] = []
  for (const statement of statements) {
    const [kind = '', value] = Object.entries(statement)[0] ?? []
    if (kind === 'match') {
      const judged = isRecord(value) ? judgeMatch(value, setOf, segment) : undefined
      if (judged === undefined) conditions.push(shorten(value))
      else if (isRecord(value) && isAboutOwner(value)) fitsOwner = fitsOwner !== false && judged
      else if (!judged) excluded = true
    } else if (isMeasure(kind, value)) {
      conditions.push(shorten(statement))
    } else if (kind === 'counter') {
      packets = isRecord(value) && typeof value['packets'] === 'number' ? value['packets'] : undefined
    } else if (kind === 'vmap') {
      const found = isRecord(value) ? judgeVmap(value, setOf, segment) : 'unknown'
      if (found === 'unknown') conditions.push(shorten(statement))
      else if (found !== undefined) verdict = verdictOf(found)
    } else {
      const read = verdictOf(statement)
      if (read.kind !== 'none') verdict = read
    }
  }
  return {
    text: textOf(rule, statements),
    ...applied(excluded, conditions, fitsOwner),
    verdict,
    ...(packets === undefined ? {} : { packets }),
  }
}

/** What follows acts by rate, number or an extension that is opaque here. A set takes such a measure for each of its elements. */
function isMeasure(kind: string, value: unknown): boolean {
  if (kind === 'xt') return isRecord(value) && value['type'] === 'match'
  return (
    ['limit', 'quota', 'ct count', 'meter'].includes(kind) || (kind === 'set' && isRecord(value) && 'stmt' in value)
  )
}

function verdictOf(statement: Json): Verdict {
  const [kind = '', value] = Object.entries(statement)[0] ?? []
  const target = isRecord(value) && typeof value['target'] === 'string' ? value['target'] : ''
  switch (kind) {
    case 'accept':
    case 'drop':
    case 'reject':
    case 'return':
      return { kind }
    case 'redirect':
    case 'dnat':
    case 'tproxy':
      return { kind: 'redirect' }
    case 'jump':
    case 'goto':
      return { kind, chain: target }
    case 'xt': {
      const name = isRecord(value) && value['type'] === 'target' ? value['name'] : undefined
      if (name === 'REJECT') return { kind: 'reject' }
      return { kind: name === 'DNAT' || name === 'REDIRECT' || name === 'TPROXY' ? 'redirect' : 'none' }
    }
    default:
      return { kind: 'none' }
  }
}

/** The rule as one can find it: table, chain and handle, and its statements. */
function textOf(rule: Json, statements: readonly Json[]): string {
  const comment = typeof rule['comment'] === 'string' ? ` comment ${rule['comment']}` : ''
  const place = ['family', 'table', 'chain'].map((key) => String(rule[key])).join(' ')
  return `${place} handle ${String(rule['handle'])}: ${statements.map(shorten).join(' ')}${comment}`
}

function shorten(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', '').slice(0, 120)
}
