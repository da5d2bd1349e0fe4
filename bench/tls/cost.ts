import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import { startPeer } from '../../src/probe/peer/start-peer.ts'
import { hangup, START } from '../hangup.ts'
import { cpuSeconds, usageOf } from '../usage.ts'

/** The programs take turns, so that the machine's other work falls on all of them. */
const ROUNDS = 7

const PROGRAMS = {
  floor: { title: 'node -e 0 (what any program in Node costs)', argv: () => [process.execPath, '-e', '0'] },
  start: { title: 'hangup --version', argv: () => START },
  plain: { title: 'hangup diagnose', argv: (port: number) => hangup(port) },
  deep: { title: 'hangup diagnose --deep', argv: (port: number) => hangup(port, '--deep') },
  sslscan: {
    title: 'sslscan --starttls-smtp',
    argv: (port: number) => ['sslscan', '--starttls-smtp', '--no-colour', `127.0.0.1:${port}`],
  },
} as const satisfies Record<string, { title: string; argv: (port: number) => readonly string[] }>

type Program = keyof typeof PROGRAMS

interface Cost {
  readonly cpu: number
  readonly wall: number
  readonly connections: number
  readonly peakMegabytes: number
}

/**
 * What the TLS enumeration of `--deep` costs beside sslscan: user and system time. Two comparisons, and they differ: the enumeration alone
 * (what `--deep` adds to a diagnosis, round by round) and the whole process, which for us begins with Node itself.
 */
export async function enumerationCost(script: PeerScript): Promise<void> {
  console.log(
    `TLS enumeration, ${ROUNDS} rounds by turns: connections, user and system time (least and median), least wall time, most memory`,
  )
  const costs = new Map<Program, Cost[]>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const program of Object.keys(PROGRAMS) as Program[]) {
      const cost = await costOf(PROGRAMS[program].argv, script)
      if (cost !== undefined) costs.set(program, [...(costs.get(program) ?? []), cost])
    }
  }
  for (const [program, { title }] of Object.entries(PROGRAMS)) {
    const all = costs.get(program as Program) ?? []
    const cpu = all.map((cost) => cost.cpu)
    console.log(
      all.length === 0
        ? `  ${title.padEnd(44)} not installed`
        : `  ${title.padEnd(44)} ${String(all[0]?.connections).padStart(4)} ${Math.min(...cpu).toFixed(3)} s ${median(cpu).toFixed(3)} s ${Math.min(...all.map((cost) => cost.wall)).toFixed(3)} s ${Math.max(
            ...all.map((cost) => cost.peakMegabytes),
          )
            .toFixed(0)
            .padStart(4)} MB`,
    )
  }
  const of = (program: Program): readonly number[] => (costs.get(program) ?? []).map(({ cpu }) => cpu)
  const alone = of('deep').map((cpu, round) => cpu - (of('plain')[round] ?? 0))
  const theirs = median(of('sslscan'))
  const against = (cpu: number): string => `${cpu.toFixed(3)} s, ${(cpu / theirs).toFixed(2)} × sslscan's process`
  console.log(`  the enumeration alone (median of --deep less diagnose, round by round): ${against(median(alone))}`)
  console.log(`  the whole process: ${against(median(of('deep')))}; Node's floor is ${against(median(of('floor')))}`)
}

async function costOf(argv: (port: number) => readonly string[], script: PeerScript): Promise<Cost | undefined> {
  const peer = await startPeer(script)
  try {
    const usage = await usageOf(argv(peer.port), { limitSeconds: 120 })
    if (usage === undefined) return undefined
    return {
      cpu: cpuSeconds(usage),
      wall: usage.wallSeconds,
      connections: peer.connections(),
      peakMegabytes: usage.peakMegabytes,
    }
  } finally {
    await peer.close()
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
