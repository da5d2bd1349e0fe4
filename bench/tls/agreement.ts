import { startPeer } from '../../src/probe/peer/start-peer.ts'
import { disagreements, type Disagreement, type Other } from './explain.ts'
import type { TlsFacts } from './facts.ts'
import { hangupFacts } from './hangup-facts.ts'
import { benchServers, type BenchServer } from './servers.ts'
import { sslscanFacts } from './sslscan-facts.ts'
import { testsslFacts } from './testssl-facts.ts'

interface Tally {
  compared: number
  alike: number
  explained: number
  unexplained: number
}

/** The TLS facts of `--deep` beside those of sslscan and testssl.sh, server by server; each disagreement with its reason, where one is known. */
export async function compareTls(servers: readonly BenchServer[] = benchServers()): Promise<void> {
  console.log(
    'TLS facts of diagnose --deep against sslscan and testssl.sh (versions, suites, groups, certificate, chain)',
  )
  const tally: Tally = { compared: 0, alike: 0, explained: 0, unexplained: 0 }
  for (const server of servers) {
    const peer = await startPeer({ tls: server.tls })
    try {
      await compareOn(server, peer.port, tally)
    } finally {
      await peer.close()
    }
  }
  const { compared, alike, explained, unexplained } = tally
  console.log(
    `  ${servers.length} servers, ${compared} comparisons: ${alike} agree in everything; of the facts that differ, ${explained} are explained and ${unexplained} are not`,
  )
}

async function compareOn(server: BenchServer, port: number, tally: Tally): Promise<void> {
  const ours = await hangupFacts(port)
  console.log(`  ${server.name.padEnd(26)} ${ours === undefined ? 'hangup brought no complete survey' : summary(ours)}`)
  if (ours === undefined) return
  const others: readonly (readonly [Other, TlsFacts | string])[] = [
    ['sslscan', await sslscanFacts(port)],
    ['testssl.sh', await testsslFacts(port, server.only)],
  ]
  for (const [other, theirs] of others) {
    if (typeof theirs === 'string') {
      console.log(`    ${other.padEnd(11)} ${theirs}`)
      continue
    }
    const differ = disagreements(ours, theirs, other)
    const known = differ.filter(({ because }) => because !== undefined).length
    tally.compared += 1
    if (differ.length === 0) tally.alike += 1
    tally.explained += known
    tally.unexplained += differ.length - known
    console.log(`    ${other.padEnd(11)} ${differ.length === 0 ? 'agrees' : byReason(differ)}`)
  }
}

function summary({ version, suite, group, certificate }: TlsFacts): string {
  return `${version.join(' ')}; ${suite?.length ?? 0} suites, ${group?.length ?? 0} groups, ${certificate?.join(', ') ?? 'no certificate seen'}`
}

/** What has one reason stands together. */
function byReason(differ: readonly Disagreement[]): string {
  return [...Map.groupBy(differ, ({ because }) => because)]
    .map(([because, alike]) => `${alike.map(({ says }) => says).join(', ')} (${because ?? 'UNEXPLAINED'})`)
    .join('; ')
}
