import { availableParallelism } from 'node:os'
import { startPeer } from '../../src/probe/peer/start-peer.ts'
import { disagreements, type Disagreement, type Other } from './explain.ts'
import { KINDS, type TlsFacts } from './facts.ts'
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

/**
 * The TLS facts of `--deep` beside those of sslscan and testssl.sh, server by server; each disagreement with its reason, where one is known.
 * Facts and not costs: as many servers at a time as there are processors.
 */
export async function compareTls(servers: readonly BenchServer[] = benchServers()): Promise<void> {
  console.log(
    'TLS facts of diagnose --deep against sslscan and testssl.sh (versions, suites, groups, certificate, chain)',
  )
  const tally: Tally = { compared: 0, alike: 0, explained: 0, unexplained: 0 }
  const left = servers.values()
  const worker = async (): Promise<void> => {
    for (const server of left) console.log((await comparedWith(server, tally)).join('\n'))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  const { alike, explained, unexplained } = tally
  console.log(
    `  ${servers.length} servers, ${tally.compared} comparisons: ${alike} agree in everything; of the facts that differ, ${explained} are explained and ${unexplained} are not`,
  )
}

async function comparedWith(server: BenchServer, tally: Tally): Promise<readonly string[]> {
  const peer = await startPeer({ tls: server.tls })
  try {
    return await compareOn(server, peer.port, tally)
  } finally {
    await peer.close()
  }
}

/** The lines about one server. */
async function compareOn(server: BenchServer, port: number, tally: Tally): Promise<readonly string[]> {
  const ours = await hangupFacts(port)
  const title = `  ${server.name.padEnd(26)} ${ours === undefined ? 'hangup brought no complete survey' : summary(ours)}`
  if (ours === undefined) return [title]
  const others: readonly (readonly [Other, TlsFacts | string])[] = [
    ['sslscan', await sslscanFacts(port)],
    ['testssl.sh', await testsslFacts(port, server.differs)],
  ]
  return [title, ...others.map(([other, theirs]) => `    ${other.padEnd(11)} ${compared(ours, theirs, other, tally)}`)]
}

function compared(ours: TlsFacts, theirs: TlsFacts | string, other: Other, tally: Tally): string {
  if (typeof theirs === 'string') return theirs
  const differ = disagreements(ours, theirs, other)
  const known = differ.filter(({ because }) => because !== undefined).length
  tally.compared += 1
  if (differ.length === 0) tally.alike += 1
  tally.explained += known
  tally.unexplained += differ.length - known
  const looked = KINDS.filter((kind) => theirs[kind] !== undefined).join(', ')
  return differ.length === 0 ? `agrees (${looked})` : byReason(differ)
}

function summary({ version = [], suite, group, certificate }: TlsFacts): string {
  return `${version.join(' ')}; ${suite?.length ?? 0} suites, ${group?.length ?? 0} groups, ${certificate?.join(', ') ?? 'no certificate seen'}`
}

/** What has one reason stands together. */
function byReason(differ: readonly Disagreement[]): string {
  return [...Map.groupBy(differ, ({ because }) => because)]
    .map(([because, alike]) => `${alike.map(({ says }) => says).join(', ')} (${because ?? 'UNEXPLAINED'})`)
    .join('; ')
}
