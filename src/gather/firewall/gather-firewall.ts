import type { LocalFirewallFact } from '../../domain/facts/host-facts.ts'
import type { Exec, ExecResult } from '../../domain/ports.ts'
import { readIptables } from './iptables.ts'
import { readNft } from './nft.ts'
import { type Owner, type Segment, stoppingRules } from './ruleset.ts'

/** Rules of this host that stop, refuse or redirect a connection to the address and port, or the answer to it. `blind`: nothing could be read. */
export async function gatherFirewall(
  exec: Exec,
  to: { readonly address: string; readonly port: number },
): Promise<{ readonly facts: readonly LocalFirewallFact[]; readonly blind?: string }> {
  const tool = to.address.includes(':') ? 'ip6tables' : 'iptables'
  const [iptables, nft, id] = await Promise.all([
    exec.run(`${tool}-save`, ['-c'], { timeoutMs: 5_000 }),
    exec.run('nft', ['-j', 'list', 'ruleset'], { timeoutMs: 5_000 }),
    exec.run('id', [], { timeoutMs: 5_000 }),
  ])
  const iptablesRead = iptables.kind === 'done' && iptables.exitCode === 0
  const nftRead = nft.kind === 'done' && nft.exitCode === 0
  const options = { skipIptablesTables: iptablesRead }
  const owner = ownerOf(id)
  const segments = (['out', 'in'] as const).map((way): Segment => ({
    way,
    peer: to.address,
    port: to.port,
    ...(way === 'out' && owner !== undefined ? { owner } : {}),
  }))
  const nftTables = segments.map((segment) => (nftRead ? readNft(nft.stdout, segment, options) : undefined))
  if (!iptablesRead && nftTables.includes(undefined)) {
    const missing = iptables.kind === 'missing' && nft.kind === 'missing'
    return {
      facts: [],
      blind: missing ? 'neither nft nor iptables is installed' : 'the firewall rules may only be read by root',
    }
  }
  return {
    facts: segments.flatMap((segment, index) => [
      ...(iptablesRead ? stoppingRules(tool, readIptables(iptables.stdout, segment), segment) : []),
      ...stoppingRules('nft', nftTables[index] ?? [], segment),
    ]),
  }
}

/** `uid=0(root) gid=0(root) groups=…`: whose sockets ours are. */
function ownerOf(id: ExecResult): Owner | undefined {
  const told = id.kind === 'done' ? /^uid=(\d+)\S* gid=(\d+)/.exec(id.stdout) : null
  return told === null ? undefined : { uid: Number(told[1]), gid: Number(told[2]) }
}
