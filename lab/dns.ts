import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must, run, until } from './shell.ts'
import type { World } from './world.ts'

/** One zone of the lab's name server. */
export interface Zone {
  readonly name: string
  /** Master file lines after SOA and NS; names relative to the zone unless they end with a dot. */
  readonly lines: readonly string[]
  /** `signed`: DS in the root. `expired`: signatures ran out. `wrong-ds`: the root holds another key's digest. */
  readonly security?: 'none' | 'signed' | 'expired' | 'wrong-ds'
  /** `lame`: delegated to a server that refuses it. `dead`: delegated to a server that does not answer. */
  readonly served?: 'yes' | 'lame' | 'dead'
}

export interface DnsSpec {
  readonly zones: readonly Zone[]
  /** More lines for unbound's `server:` clause. */
  readonly unbound?: readonly string[]
  /** More clauses of unbound.conf. */
  readonly clauses?: readonly string[]
}

/** `192.0.2.5` → `5` under `2.0.192.in-addr.arpa`. */
export function reverseZone(net: string): string {
  return `${net.split('.').toReversed().join('.')}.in-addr.arpa`
}

/** `2001:db8:a1` (a /64 whose fourth group is 0) → the zone of its 64 bits. */
export function reverseZone6(groups: string): string {
  return `${nibbles([...groups.split(':'), '0'])}.ip6.arpa`
}

export function pointer6(host: number): string {
  return nibbles(['0', '0', '0', host.toString(16)])
}

function nibbles(groups: readonly string[]): string {
  return [...groups.map((group) => group.padStart(4, '0')).join('')].toReversed().join('.')
}

/** Starts the name server and the validating resolver of a world, and waits until both answer. */
export async function startDns(world: World, spec: DnsSpec): Promise<void> {
  const dir = join(world.dir, 'dns')
  mkdirSync(dir, { recursive: true })
  const [authority, resolver] = [world.nameServer, world.resolver]
  const lame = `${world.variation.net.dns}.4`
  const dead = `${world.variation.net.dns}.99`
  const delegations: string[] = []
  const served: { name: string; file: string }[] = []
  for (const [index, zone] of spec.zones.entries()) {
    const server = zone.served === 'lame' ? lame : zone.served === 'dead' ? dead : authority
    const label = `ns${index}.lab-servers.`
    delegations.push(`${zone.name}. 3600 IN NS ${label}`, `${label} 3600 IN A ${server}`)
    if (zone.served === 'lame' || zone.served === 'dead') continue
    const file = join(dir, `zone-${index}`)
    writeFileSync(file, zoneText(zone.name, label, zone.lines))
    if (zone.security === undefined || zone.security === 'none') {
      served.push({ name: zone.name, file })
      continue
    }
    const key = await newKey(dir, zone.name)
    const ends = zone.security === 'expired' ? ['-i', stamp(-40), '-e', stamp(-9)] : ['-i', stamp(-2), '-e', stamp(30)]
    await must(['ldns-signzone', ...ends, '-f', `${file}.signed`, '-o', `${zone.name}.`, file, key])
    served.push({ name: zone.name, file: `${file}.signed` })
    const dsKey = zone.security === 'wrong-ds' ? await newKey(dir, zone.name) : key
    delegations.push((await must(['ldns-key2ds', '-n', '-2', `${dsKey}.key`])).trim())
  }
  const rootFile = join(dir, 'zone-root')
  writeFileSync(rootFile, zoneText('.', 'a.root-of-lab.', [`a.root-of-lab. 3600 IN A ${authority}`, ...delegations]))
  const rootKey = await newKey(dir, '.')
  await must([
    'ldns-signzone',
    '-i',
    stamp(-2),
    '-e',
    stamp(30),
    '-f',
    `${rootFile}.signed`,
    '-o',
    '.',
    rootFile,
    rootKey,
  ])
  const everything = [{ name: '.', file: `${rootFile}.signed` }, ...served]
  const nsdConf = nsdConfig(dir, 'nsd', authority, everything)
  // Serves nothing, so it refuses every question: what a lame delegation points to.
  const lameConf = nsdConfig(dir, 'lame', lame, [])
  writeFileSync(join(dir, 'hints'), `. 3600 IN NS a.root-of-lab.\na.root-of-lab. 3600 IN A ${authority}\n`)
  writeFileSync(join(dir, 'anchor'), readFileSync(`${rootKey}.key`, 'utf8'))
  const unboundConf = join(dir, 'unbound.conf')
  writeFileSync(
    unboundConf,
    [
      'server:',
      `  interface: ${resolver}`,
      `  username: ""\n  chroot: ""\n  directory: "${dir}"\n  pidfile: "${dir}/unbound.pid"\n  use-syslog: no\n  do-daemonize: no\n  num-threads: 1`,
      '  access-control: 0.0.0.0/0 allow\n  access-control: ::0/0 allow\n  do-ip6: no\n  ede: yes\n  module-config: "validator iterator"\n  verbosity: 1',
      '  unblock-lan-zones: yes\n  insecure-lan-zones: yes\n  local-zone: "test." nodefault\n  do-not-query-localhost: no',
      `  root-hints: "${dir}/hints"\n  trust-anchor-file: "${dir}/anchor"\n  val-log-level: 1`,
      ...(spec.unbound ?? []).map((line) => `  ${line}`),
      ...(spec.clauses ?? []),
      'remote-control:\n  control-enable: no',
    ].join('\n') + '\n',
  )
  world.start('dns', 'nsd', ['nsd', '-d', '-c', nsdConf])
  if (spec.zones.some((zone) => zone.served === 'lame')) world.start('dns', 'lame', ['nsd', '-d', '-c', lameConf])
  world.start('dns', 'unbound', ['unbound', '-d', '-c', unboundConf])
  await until('name servers', async () => {
    const { stdout } = await run(world.within('dns', ['ss', '-Hlun', 'sport = :53']))
    return stdout.includes(`${authority}:53`) && stdout.includes(`${resolver}:53`)
  })
}

function nsdConfig(
  dir: string,
  name: string,
  address: string,
  zones: readonly { name: string; file: string }[],
): string {
  const file = join(dir, `${name}.conf`)
  writeFileSync(
    file,
    [
      'server:',
      `  ip-address: ${address}`,
      `  username: ""\n  zonesdir: "${dir}"\n  pidfile: "${dir}/${name}.pid"\n  xfrdfile: ""\n  xfrdir: "${dir}"\n  zonelistfile: "${dir}/${name}.list"`,
      '  database: ""\n  rrl-ratelimit: 0',
      'remote-control:\n  control-enable: no',
      ...zones.map((zone) => `zone:\n  name: "${zone.name}"\n  zonefile: "${zone.file}"`),
      '',
    ].join('\n'),
  )
  return file
}

/** What `drill` says about one name, asked from the sender. */
export async function drill(world: World, server: string, name: string, type: string): Promise<string> {
  return (await run(world.within('sender', ['drill', `@${server}`, name, type]), { timeoutMs: 4000 })).stdout
}

function zoneText(name: string, server: string, lines: readonly string[]): string {
  const origin = name === '.' ? '.' : `${name}.`
  return [
    `$ORIGIN ${origin}`,
    '$TTL 3600',
    `@ IN SOA ${server} hostmaster.lab-servers. 2026010101 3600 900 1209600 300`,
    `@ IN NS ${server}`,
    ...lines,
    '',
  ].join('\n')
}

async function newKey(dir: string, name: string): Promise<string> {
  const keys = join(dir, `keys-${readdirSync(dir).length}`)
  mkdirSync(keys)
  const base = (
    await must([
      'sh',
      '-c',
      'cd "$1" && ldns-keygen -k -a ECDSAP256SHA256 "$2"',
      'sh',
      keys,
      name === '.' ? '.' : `${name}.`,
    ])
  ).trim()
  return join(keys, base)
}

/** ldns wants YYYYMMDD. */
function stamp(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
}
