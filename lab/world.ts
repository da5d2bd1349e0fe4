import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must, run, runNow, start, type Ran, type RunOptions } from './shell.ts'
import type { Variation } from './variation.ts'

/** What a fault may ask of its world beyond what the seed draws. */
export interface Shape {
  readonly hops?: number
  readonly rttMs?: number
  readonly lossPercent?: number
  /** Octets per second of the path, both directions together. */
  readonly rateBytes?: number
  /** Where the delay sits: behind the boxes (they are near the sender) or before them. */
  readonly delay?: 'far' | 'near'
}

/** Where a command runs or a rule stands. `near` is the sender's first router, `far` the receiver's. */
export type Place = 'sender' | 'near' | 'far' | 'receiver' | 'dns'

/** A running set of namespaces: sender – routers – receiver, and a DNS host at the first router. */
export interface World {
  readonly id: string
  readonly variation: Variation
  readonly shape: Shape
  readonly dir: string
  readonly hops: number
  readonly rttMs: number
  nsOf(place: Place): string
  /** Argv that runs `argv` in that place. */
  within(place: Place, argv: readonly string[]): string[]
  run(place: Place, argv: readonly string[], options?: RunOptions): Promise<Ran>
  must(place: Place, argv: readonly string[], options?: RunOptions): Promise<string>
  /** Starts a process that ends with the world. Its words go to `<dir>/<log>.log`. */
  start(place: Place, log: string, argv: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess
  log(name: string): string
  /** `iptables` and, for `family` 6, `ip6tables` in one place. */
  rule(place: Place, args: string, family?: 4 | 6): Promise<void>
  /** Packets to the place itself that match arrive so much later. */
  hold(place: Place, match: string, ms: number): Promise<void>
  /** Sends packets of the place's FORWARD chain that match through a relay process of its own. */
  rewrite(place: Place, match: string, replacements: readonly string[]): Promise<void>
  /** Of packets above this size in the place's FORWARD chain that match, a bit is turned: with a wrong checksum, or with one that is made anew. */
  damage(place: Place, match: string, aboveBytes: number, sum: 'wrong' | 'anew'): Promise<void>
  /** Connections to a port are forgotten in the place's FORWARD chain so long after their SYN; what follows is swallowed, both ways. */
  outlive(place: Place, port: number, seconds: number): Promise<void>
  senderAddress(n?: number): string
  receiverAddress(n?: number): string
  senderAddress6(n?: number): string
  receiverAddress6(n?: number): string
  readonly otherAddress: string
  readonly otherAddress6: string
  readonly resolver: string
  readonly nameServer: string
  end(): void
}

let count = 0
const alive = new Set<World>()
const RELAY = join(import.meta.dirname, 'relay.py')
const PYTHON = '/usr/bin/python3'

/** Ends every world that is still there; for the way out. */
export function endAllWorlds(): void {
  for (const world of alive) world.end()
}

/** Removes what `--keep` or a killed run left behind: worlds whose lab no longer runs. */
export function sweepWorlds(): void {
  for (const ns of runNow(['ip', 'netns', 'list']).split(/\s+/)) {
    const owner = /^hangup-(\d+)-\d+-(?:snd|rtr\d|rcv|dns)$/.exec(ns)?.[1]
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue
    removeNamespace(ns)
  }
}

function removeNamespace(ns: string): void {
  for (const pid of runNow(['ip', 'netns', 'pids', ns]).split('\n')) {
    if (pid.trim() === '') continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It ended by itself between the listing and now.
    }
  }
  runNow(['ip', 'netns', 'del', ns])
  rmSync(`/etc/netns/${ns}`, { recursive: true, force: true })
}

export async function buildWorld(variation: Variation, shape: Shape, workDir: string): Promise<World> {
  const id = `hangup-${process.pid}-${++count}`
  const dir = join(workDir, id)
  mkdirSync(dir, { recursive: true })
  const hops = shape.hops ?? variation.hops
  const rttMs = shape.rttMs ?? variation.rttMs
  const { net } = variation
  const routers = Array.from({ length: hops }, (_, index) => `${id}-rtr${index + 1}`)
  const sender = `${id}-snd`
  const receiver = `${id}-rcv`
  const dns = `${id}-dns`
  const near = routers[0] ?? ''
  const far = routers.at(-1) ?? ''
  const places: Record<Place, string> = { sender, near, far, receiver, dns }
  const children: ChildProcess[] = []
  let queues = 10

  const world: World = {
    id,
    variation,
    shape,
    dir,
    hops,
    rttMs,
    nsOf: (place) => places[place],
    within: (place, argv) => ['ip', 'netns', 'exec', places[place], ...argv],
    run: (place, argv, options) => run(world.within(place, argv), options),
    must: (place, argv, options) => must(world.within(place, argv), options),
    start(place, log, argv, env) {
      const child = start(world.within(place, argv), world.log(log), env)
      children.push(child)
      return child
    },
    log: (name) => join(dir, `${name}.log`),
    async rule(place, args, family = 4) {
      await world.must(place, [family === 4 ? 'iptables' : 'ip6tables', '-w', ...words(args)])
    },
    async hold(place, match, ms) {
      const queue = ++queues
      await startRelay(world, place, queue, ['--delay-ms', String(ms)])
      await world.rule(place, `-t mangle -A INPUT ${match} -j NFQUEUE --queue-num ${queue}`)
    },
    async rewrite(place, match, replacements) {
      const queue = ++queues
      await startRelay(
        world,
        place,
        queue,
        replacements.flatMap((text) => ['--replace', text]),
      )
      await world.rule(place, `-t mangle -A FORWARD ${match} -j NFQUEUE --queue-num ${queue}`)
    },
    async damage(place, match, aboveBytes, sum) {
      const queue = ++queues
      await startRelay(world, place, queue, [
        '--damage-above',
        String(aboveBytes),
        ...(sum === 'anew' ? ['--mend-sum'] : []),
      ])
      await world.rule(place, `-t mangle -A FORWARD ${match} -j NFQUEUE --queue-num ${queue}`)
    },
    async outlive(place, port, seconds) {
      const queue = ++queues
      await startRelay(world, place, queue, ['--life-seconds', String(seconds)])
      for (const way of ['--dport', '--sport'])
        await world.rule(place, `-t mangle -A FORWARD -p tcp ${way} ${port} -j NFQUEUE --queue-num ${queue}`)
    },
    senderAddress: (n = 1) => `${net.sender}.${n + 1}`,
    receiverAddress: (n = 1) => `${net.receiver}.${n + 1}`,
    senderAddress6: (n = 1) => `${net.sender6}::${n + 1}`,
    receiverAddress6: (n = 1) => `${net.receiver6}::${n + 1}`,
    otherAddress: `${net.other}.25`,
    otherAddress6: `${net.other6}::25`,
    resolver: `${net.dns}.3`,
    nameServer: `${net.dns}.2`,
    end() {
      if (!alive.delete(world)) return
      for (const child of children) child.kill('SIGKILL')
      for (const ns of [sender, ...routers, receiver, dns]) removeNamespace(ns)
    },
  }
  alive.add(world)
  try {
    for (const ns of [sender, receiver]) {
      mkdirSync(`/etc/netns/${ns}`, { recursive: true })
      writeFileSync(`/etc/netns/${ns}/resolv.conf`, `nameserver ${world.resolver}\noptions timeout:3 attempts:2\n`)
    }
    await must(['sh', '-e'], { stdin: topology(world, routers) })
    await armDelay(world)
  } catch (error) {
    world.end()
    throw error
  }
  return world
}

/** Splits like a shell would where only single quotes are special. */
function words(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
}

function topology(world: World, routers: readonly string[]): string {
  const { variation } = world
  const { net } = variation
  const sender = world.nsOf('sender')
  const receiver = world.nsOf('receiver')
  const dns = world.nsOf('dns')
  const lines: string[] = []
  const all = [sender, ...routers, receiver, dns]
  for (const ns of all) lines.push(`ip netns add ${ns}`, `ip -n ${ns} link set lo up`)
  const link = (a: string, deviceA: string, b: string, deviceB: string): void => {
    lines.push(`ip -n ${a} link add ${deviceA} type veth peer name ${deviceB} netns ${b}`)
    for (const [ns, device] of [
      [a, deviceA],
      [b, deviceB],
    ] as const) {
      lines.push(`ip netns exec ${ns} ethtool -K ${device} tx off tso off gso off gro off >/dev/null 2>&1 || true`)
      lines.push(
        `ip netns exec ${ns} sh -c 'echo 0 > /proc/sys/net/ipv6/conf/${device}/accept_dad; echo 0 > /proc/sys/net/ipv4/conf/${device}/rp_filter'`,
      )
      lines.push(`ip -n ${ns} link set ${device} up`)
    }
  }
  const address = (ns: string, device: string, ...addresses: string[]): void => {
    for (const one of addresses)
      lines.push(`ip -n ${ns} addr add ${one} dev ${device}${one.includes(':') ? ' nodad' : ''}`)
  }
  for (const ns of all) {
    lines.push(
      `ip netns exec ${ns} sh -c 'cd /proc/sys/net; echo 0 > ipv4/conf/all/rp_filter; echo 0 > ipv4/conf/default/rp_filter; ` +
        `echo 0 > ipv6/conf/default/accept_dad; echo 0 > ipv6/conf/all/accept_ra; echo 0 > ipv4/icmp_ratelimit; echo 1 > ipv4/conf/default/promote_secondaries; ` +
        `echo ${variation.congestion} > ipv4/tcp_congestion_control || true; ` +
        (ns === receiver ? `echo ${variation.receiverTtl} > ipv4/ip_default_ttl; ` : '') +
        (routers.includes(ns) ? `echo 1 > ipv4/ip_forward; echo 1 > ipv6/conf/all/forwarding; ` : '') +
        `true'`,
    )
  }
  const near = routers[0] ?? ''
  const far = routers.at(-1) ?? ''
  link(sender, 'eth0', near, 'eth0')
  link(dns, 'eth0', near, 'eth2')
  address(
    sender,
    'eth0',
    ...[2, 3, 4].map((n) => `${net.sender}.${n}/24`),
    ...[2, 3].map((n) => `${net.sender6}::${n}/64`),
  )
  address(near, 'eth0', `${net.sender}.1/24`, `${net.sender6}::1/64`)
  address(near, 'eth2', `${net.dns}.1/24`)
  address(dns, 'eth0', `${net.dns}.2/24`, `${net.dns}.3/24`, `${net.dns}.4/24`)
  lines.push(
    `ip -n ${sender} route add default via ${net.sender}.1`,
    `ip -n ${sender} -6 route add default via ${net.sender6}::1`,
    `ip -n ${dns} route add default via ${net.dns}.1`,
  )
  routers.slice(1).forEach((router, index) => {
    const before = routers[index] ?? ''
    const transit = `10.254.${index}`
    const transit6 = `fd99:${index}`
    link(before, 'eth1', router, 'eth0')
    address(before, 'eth1', `${transit}.1/30`, `${transit6}::1/64`)
    address(router, 'eth0', `${transit}.2/30`, `${transit6}::2/64`)
    for (const target of [`${net.receiver}.0/24`, `${net.other}.0/24`])
      lines.push(`ip -n ${before} route add ${target} via ${transit}.2`)
    for (const target of [`${net.receiver6}::/64`, `${net.other6}::/64`])
      lines.push(`ip -n ${before} -6 route add ${target} via ${transit6}::2`)
    lines.push(
      `ip -n ${router} route add ${net.sender}.0/24 via ${transit}.1`,
      `ip -n ${router} route add ${net.dns}.0/24 via ${transit}.1`,
      `ip -n ${router} -6 route add ${net.sender6}::/64 via ${transit6}::1`,
    )
  })
  link(far, 'eth1', receiver, 'eth0')
  address(far, 'eth1', `${net.receiver}.1/24`, `${net.receiver6}::1/64`)
  address(
    receiver,
    'eth0',
    ...[2, 3, 4, 5, 6].map((n) => `${net.receiver}.${n}/24`),
    ...[2, 3, 4].map((n) => `${net.receiver6}::${n}/64`),
  )
  address(receiver, 'lo', `${net.other}.25/32`, `${net.other6}::25/128`)
  lines.push(
    `ip -n ${far} route add ${net.other}.0/24 via ${net.receiver}.6`,
    `ip -n ${far} -6 route add ${net.other6}::/64 via ${net.receiver6}::4`,
    `ip -n ${receiver} route add default via ${net.receiver}.1`,
    `ip -n ${receiver} -6 route add default via ${net.receiver6}::1`,
  )
  return lines.join('\n')
}

/** Everything that passes the delaying router is held for half the RTT, in each direction. */
async function armDelay(world: World): Promise<void> {
  const { shape, rttMs } = world
  const loss = shape.lossPercent ?? 0
  if (rttMs < 2 && loss === 0 && shape.rateBytes === undefined) return
  const place = shape.delay ?? 'far'
  const options = [
    '--delay-ms',
    String(rttMs / 2),
    '--loss-percent',
    String(loss),
    '--seed',
    String(world.variation.seed),
  ]
  if (shape.rateBytes !== undefined) options.push('--rate-bytes', String(shape.rateBytes))
  await startRelay(world, place, 1, options)
  await startRelay(world, place, 2, options)
  // Behind the boxes of this router for what leaves, before them for what comes home (and the other way round when near).
  const rules =
    place === 'far'
      ? ['POSTROUTING -o eth1 -j NFQUEUE --queue-num 1', 'PREROUTING -i eth1 -j NFQUEUE --queue-num 2']
      : ['PREROUTING -i eth0 -j NFQUEUE --queue-num 1', 'POSTROUTING -o eth0 -j NFQUEUE --queue-num 2']
  for (const rule of rules)
    for (const family of [4, 6] as const) await world.rule(place, `-t mangle -A ${rule}`, family)
}

async function startRelay(world: World, place: Place, queue: number, options: readonly string[]): Promise<void> {
  const name = `relay-${queue}`
  const child = world.start(place, name, [PYTHON, RELAY, String(queue), ...options])
  const end = Date.now() + 30_000
  while (!readFileSync(world.log(name), 'utf8').includes('ready')) {
    if (child.exitCode !== null || Date.now() > end)
      throw new Error(`relay did not start: ${readFileSync(world.log(name), 'utf8')}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
