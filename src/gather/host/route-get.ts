import { isRecord } from '../../base/is-record.ts'
import { parsedJson } from '../../base/parsed-json.ts'
import type { RouteFact } from '../../domain/facts/host-facts.ts'
import type { Exec, ExecResult } from '../../domain/ports.ts'

/**
 * The kernel's route to an address for connections to the port: rules may send mail another way than the rest. Older iproute2 knows
 * no ports there, and older still no JSON. undefined: nobody could look.
 */
export async function gatherRouteFact(
  exec: Exec,
  { address, port }: { readonly address: string; readonly port: number },
  from?: string,
): Promise<{ readonly route?: RouteFact; readonly blind?: string }> {
  const family = address.includes(':') ? '-6' : '-4'
  const question = ['route', 'get', address, ...(from === undefined ? [] : ['from', from])]
  const toPort = ['ipproto', 'tcp', 'dport', String(port)]
  let said = ''
  for (const args of [
    [family, '-j', ...question, ...toPort],
    [family, '-j', ...question],
    [family, ...question],
  ]) {
    const result = await exec.run('ip', args, { timeoutMs: 3_000 })
    if (result.kind !== 'done') return { blind: blindness(result) }
    const refused = refusalOf(result)
    // So the kernel also answers of a source that is no address of this host, whatever the routes are.
    if (refused === 'no route' && from !== undefined) return gatherRouteFact(exec, { address, port })
    if (refused !== undefined) return { route: { to: address, refused } }
    const route = args.includes('-j') ? readRouteJson(result.stdout, address) : readRouteText(result.stdout, address)
    if (route !== undefined) return { route: { ...route, ...(await neighbourFacts(exec, family, route)) } }
    said = result.stderr
  }
  return { blind: `ip route get said nothing that can be read: ${said.slice(0, 200)}` }
}

/**
 * Who comes next on the link, the gateway or the peer itself, and whether nobody answers for that address there (ARP, RFC 826; neighbour
 * discovery, RFC 4861). Then the kernel's "no route to host" is its own, and no router's.
 */
async function neighbourFacts(
  exec: Exec,
  family: string,
  { to, gateway, device, refused }: RouteFact,
): Promise<Pick<RouteFact, 'neighbourFailed'>> {
  if (device === undefined || device === 'lo' || refused !== undefined) return {}
  const result = await exec.run('ip', [family, 'neigh', 'show', 'to', gateway ?? to, 'dev', device], {
    timeoutMs: 3_000,
  })
  const isFailed = result.kind === 'done' && /\b(?:FAILED|INCOMPLETE)\b/.test(result.stdout)
  return isFailed ? { neighbourFailed: true } : {}
}

function blindness(result: Exclude<ExecResult, { kind: 'done' }>): string {
  return result.kind === 'missing' ? 'ip (iproute2) is not installed' : 'ip did not end in time'
}

/** The errno that the kernel gives for the kinds of routes that refuse (ip-route(8)). */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/permission denied/i, 'prohibit'],
  [/no route to host/i, 'unreachable'],
  [/network is unreachable/i, 'no route'],
  [/invalid argument/i, 'blackhole'],
]

function refusalOf(result: { readonly exitCode: number; readonly stderr: string }): string | undefined {
  if (result.exitCode === 0 || !/RTNETLINK answers/i.test(result.stderr)) return undefined
  return REFUSALS.find(([pattern]) => pattern.test(result.stderr))?.[1]
}

/** A metric of a route: the cached path MTU when the entry expires, otherwise the MTU that was configured. */
function mtuFacts(mtu: number | undefined, expires: boolean): Pick<RouteFact, 'mtu' | 'cachedPathMtu'> {
  if (mtu === undefined) return {}
  return expires ? { cachedPathMtu: mtu } : { mtu }
}

export function readRouteJson(text: string, to: string): RouteFact | undefined {
  const entry = firstRecord(parsedJson(text))
  if (entry === undefined) return undefined
  const metrics = firstRecord(entry['metrics'])
  const via = isRecord(entry['via']) ? entry['via'] : undefined
  const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
  const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
  const type = word(entry['type'])
  return withoutUndefined({
    to,
    source: word(entry['prefsrc']),
    gateway: word(entry['gateway']) ?? word(via?.['host']),
    device: word(entry['dev']),
    ...mtuFacts(number(metrics?.['mtu']), entry['expires'] !== undefined),
    advmss: number(metrics?.['advmss']),
    hopLimit: number(metrics?.['hoplimit']),
    refused: type !== undefined && ['prohibit', 'unreachable', 'blackhole'].includes(type) ? type : undefined,
  })
}

function firstRecord(list: unknown): Readonly<Record<string, unknown>> | undefined {
  const [first] = Array.isArray(list) ? (list as readonly unknown[]) : []
  return isRecord(first) ? first : undefined
}

export function readRouteText(text: string, to: string): RouteFact | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const after = (key: string): string | undefined => {
    const index = words.indexOf(key)
    return index === -1 ? undefined : words[index + 1]
  }
  const device = after('dev')
  const first = words[0] ?? ''
  const refused = ['prohibit', 'unreachable', 'blackhole'].includes(first) ? first : undefined
  if (device === undefined && refused === undefined) return undefined
  // `mtu lock 1400` puts a word between.
  const mtuWord = after('mtu') === 'lock' ? after('lock') : after('mtu')
  const mtu = mtuWord === undefined ? undefined : Number.parseInt(mtuWord, 10)
  const count = (key: string): number | undefined => {
    const number = Number.parseInt(after(key) ?? '', 10)
    return Number.isNaN(number) ? undefined : number
  }
  const via = after('via')
  return withoutUndefined({
    to,
    source: after('src'),
    gateway: via === 'inet6' || via === 'inet' ? after(via) : via,
    device,
    ...mtuFacts(mtu, words.includes('expires')),
    advmss: count('advmss'),
    hopLimit: count('hoplimit'),
    refused,
  })
}

function withoutUndefined(fact: { [K in keyof RouteFact]: RouteFact[K] | undefined } & { to: string }): RouteFact {
  return Object.fromEntries(Object.entries(fact).filter(([, value]) => value !== undefined)) as unknown as RouteFact
}
