/**
 * Makes captures of every case in namespaces of its own: sender – router – wire – receiver.
 * Usage (root): node lab/captures/run.ts OUT_DIR SEED [NAME…]
 * Writes OUT_DIR/seed-N.pcap (at the sender), seed-N-server.pcap (at the receiver) and seed-N.json (what is expected of each address).
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { draw, type CaptureCase } from './case.ts'
import { PATH_CASES } from './cases-path.table.ts'
import { SERVER_CASES } from './cases-server.table.ts'
import type { ExpectedAt } from './expected.ts'

export const CASES: readonly CaptureCase[] = [...SERVER_CASES, ...PATH_CASES]

const HERE = import.meta.dirname

export async function makeCaptures(outDir: string, seed: number, names: readonly string[] = []): Promise<void> {
  const cases = CASES.filter((one) => names.length === 0 || names.includes(one.name))
  const id = `hcap${process.pid}`
  const [snd, mid, rcv] = [`${id}-s`, `${id}-m`, `${id}-r`]
  const dir = mkdtempSync(join(tmpdir(), 'hangup-captures-'))
  const children: ChildProcess[] = []
  const world = draw(seed, 'world')
  const net = `10.${world.between(20, 200)}`
  const start = (ns: string | undefined, log: string, argv: readonly string[]): ChildProcess => {
    const all = ns === undefined ? [...argv] : ['ip', 'netns', 'exec', ns, ...argv]
    const child = spawn('sh', ['-c', `exec "$0" "$@" >${join(dir, log)} 2>&1`, ...all])
    children.push(child)
    return child
  }
  const ready = async (log: string, word: string): Promise<void> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const text = tryRead(join(dir, log))
      if (text.includes(word)) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`${log}: ${tryRead(join(dir, log))}`)
  }
  try {
    mkdirSync(outDir, { recursive: true })
    const placed = cases.map((one, index) => ({
      one,
      address: one.v6 === true ? `fd77::${(index + 16).toString(16)}` : `${net}.2.${index + 10}`,
      port: one.port ?? 25,
      drawn: draw(seed, one.name),
    }))
    writeFileSync(
      join(dir, 'wire.json'),
      JSON.stringify({
        seed,
        hosts: Object.fromEntries(
          placed.map(({ one, address, drawn }) => {
            const wire = one.wire?.(drawn) ?? {}
            const rules = (wire.rules ?? []).map((rule) => fixTtl(rule, world.serverTtl))
            return [address, { rttMs: drawn.rttMs, hops: drawn.hops, ...wire, rules }]
          }),
        ),
      }),
    )
    start(undefined, 'wire.log', ['/usr/bin/python3', join(HERE, 'wire.py'), join(dir, 'wire.json')])
    await ready('wire.log', 'ready')
    shell(
      topology(
        snd,
        mid,
        rcv,
        net,
        world,
        placed.map(({ address }) => address),
      ),
    )
    makeKeys(dir)
    const read = (name: string): string => readFileSync(join(dir, name), 'latin1')
    writeFileSync(
      join(dir, 'server.json'),
      JSON.stringify({
        listeners: placed.flatMap(({ one, address, port, drawn }) => {
          const script = one.server?.(drawn) ?? {}
          return script.absent === true ? [] : [{ address, port, script }]
        }),
        key: read('small.key'),
        certificate: read('small.pem'),
        largeKey: read('large.key'),
        largeCertificate: read('large.pem'),
      }),
    )
    writeFileSync(
      join(dir, 'client.json'),
      JSON.stringify({
        clients: placed.flatMap(({ one, address, port, drawn }) => [
          { name: one.name, address, port, script: one.client?.(drawn) ?? {} },
          ...(one.others?.(drawn) ?? []).map((script, index) => ({
            name: `${one.name}+${index}`,
            address,
            port,
            script,
          })),
        ]),
      }),
    )
    start(rcv, 'server.log', [process.execPath, join(HERE, 'server.ts'), join(dir, 'server.json')])
    await ready('server.log', 'ready')
    const near = join(outDir, `seed-${seed}.pcap`)
    const far = join(outDir, `seed-${seed}-server.pcap`)
    const taps = [
      start(snd, 'near.log', ['tcpdump', '-i', 's0', '-s', '0', '-U', '-B', '32768', '-w', near]),
      start(rcv, 'far.log', ['tcpdump', '-i', 'hcfar0', '-s', '0', '-U', '-B', '32768', '-w', far]),
    ]
    await ready('near.log', 'listening')
    await ready('far.log', 'listening')
    const clients = start(snd, 'client.log', [process.execPath, join(HERE, 'client.ts'), join(dir, 'client.json')])
    await Promise.race([
      new Promise((resolve) => void clients.on('close', resolve)),
      new Promise((resolve) => setTimeout(resolve, 90_000)),
    ])
    // The real peer may go on talking after a forged reset: keep listening.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    for (const tap of taps) tap.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const expected: ExpectedAt[] = placed.map(({ one, address, port }) => ({
      name: one.name,
      address,
      port,
      expect: one.expect,
      ...(one.also === undefined ? {} : { also: one.also }),
      ...(one.atServer === undefined ? {} : { atServer: one.atServer }),
    }))
    writeFileSync(join(outDir, `seed-${seed}.json`), JSON.stringify(expected, undefined, 1))
    process.stdout.write(tryRead(join(dir, 'client.log')))
  } finally {
    for (const child of children) child.kill('SIGKILL')
    for (const ns of [snd, mid, rcv]) {
      for (const pid of spawnSync('ip', ['netns', 'pids', ns]).stdout.toString().split('\n')) {
        if (pid.trim() !== '') trySignal(Number(pid))
      }
      spawnSync('ip', ['netns', 'del', ns])
    }
    rmSync(dir, { recursive: true, force: true })
  }
}

/** `ttl: -1` in a far reset: as the server's own packets have it. */
function fixTtl(rule: { readonly do: Readonly<Record<string, unknown>> }, serverTtl: number): unknown {
  const reset = rule.do['reset'] as { ttl?: number } | undefined
  return reset?.ttl === -1 ? { ...rule, do: { ...rule.do, reset: { ...reset, ttl: serverTtl } } } : rule
}

function topology(
  snd: string,
  mid: string,
  rcv: string,
  net: string,
  world: ReturnType<typeof draw>,
  addresses: readonly string[],
): string {
  const sysctl = (ns: string, path: string, value: string | number): string =>
    `ip netns exec ${ns} sh -c 'echo ${value} > /proc/sys/net/${path}' || true`
  return [
    'set -e',
    ...[snd, mid, rcv].flatMap((ns) => [
      `ip netns add ${ns}`,
      `ip -n ${ns} link set lo up`,
      sysctl(ns, 'ipv6/conf/all/accept_dad', 0),
      sysctl(ns, 'ipv6/conf/default/accept_dad', 0),
      sysctl(ns, 'ipv4/tcp_congestion_control', world.congestion),
      sysctl(ns, 'ipv4/conf/all/rp_filter', 0),
      sysctl(ns, 'ipv4/conf/default/rp_filter', 0),
    ]),
    sysctl(mid, 'ipv4/ip_forward', 1),
    sysctl(mid, 'ipv6/conf/all/forwarding', 1),
    sysctl(rcv, 'ipv4/ip_default_ttl', world.serverTtl),
    sysctl(rcv, 'ipv6/conf/all/hop_limit', world.serverTtl),
    sysctl(rcv, 'ipv6/conf/default/hop_limit', world.serverTtl),
    `ip -n ${snd} link add s0 type veth peer name m0 netns ${mid}`,
    ...(world.offload
      ? []
      : [
          `ip netns exec ${snd} ethtool -K s0 tx off tso off gso off gro off >/dev/null`,
          `ip netns exec ${mid} ethtool -K m0 tx off tso off gso off gro off >/dev/null`,
        ]),
    `ip link set hcnear0 netns ${mid}`,
    `ip link set hcfar0 netns ${rcv}`,
    `ip -n ${snd} link set s0 up`,
    `ip -n ${mid} link set m0 up`,
    `ip -n ${mid} link set hcnear0 up`,
    `ip -n ${rcv} link set hcfar0 up`,
    `ip -n ${snd} addr add ${net}.1.2/24 dev s0`,
    `ip -n ${mid} addr add ${net}.1.1/24 dev m0`,
    `ip -n ${snd} addr add fd76::2/64 dev s0 nodad`,
    `ip -n ${mid} addr add fd76::1/64 dev m0 nodad`,
    `ip -n ${snd} route add default via ${net}.1.1`,
    `ip -n ${snd} -6 route add default via fd76::1`,
    `ip -n ${mid} route add ${net}.2.0/24 dev hcnear0`,
    `ip -n ${mid} -6 route add fd77::/64 dev hcnear0`,
    `ip -n ${mid} route add 10.99.0.0/24 dev hcnear0`,
    ...addresses.map((address) =>
      address.includes(':')
        ? `ip -n ${rcv} addr add ${address}/128 dev hcfar0 nodad`
        : `ip -n ${rcv} addr add ${address}/32 dev hcfar0`,
    ),
    `ip -n ${rcv} route add default dev hcfar0`,
    `ip -n ${rcv} -6 route add default dev hcfar0`,
  ].join('\n')
}

function makeKeys(dir: string): void {
  const names = Array.from({ length: 70 }, (_, index) => `DNS:alternative-name-number-${index}.mx.example.net`).join(
    ',',
  )
  const make = (name: string, bits: number, san: string): string =>
    `openssl req -x509 -newkey rsa:${bits} -nodes -keyout ${dir}/${name}.key -out ${dir}/${name}.pem -days 30 -subj /CN=mx.example.net -addext subjectAltName=${san} 2>/dev/null`
  shell(`${make('small', 2048, 'DNS:mx.example.net')}\n${make('large', 2048, names)}`)
}

function shell(script: string): void {
  const ran = spawnSync('sh', [], { input: script })
  if (ran.status !== 0) throw new Error(`lab setup failed: ${ran.stderr.toString().slice(0, 2000)}`)
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function trySignal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

if (import.meta.main) {
  const [outDir = '.', seed = '1', ...names] = process.argv.slice(2)
  await makeCaptures(outDir, Number(seed), names)
}
