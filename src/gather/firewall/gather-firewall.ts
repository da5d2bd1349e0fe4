import type { LocalFirewallFact } from '../../domain/facts/host-facts.ts'
import type { Exec } from '../../domain/ports.ts'
import { readIptables } from './iptables.ts'
import { readNft } from './nft.ts'
import { type OutgoingSyn, stoppingRules } from './ruleset.ts'

/** Rules of this host that stop, refuse or redirect a connection to the address and port. `blind`: nothing could be read. */
export async function gatherFirewall(
  exec: Exec,
  syn: OutgoingSyn,
): Promise<{ readonly facts: readonly LocalFirewallFact[]; readonly blind?: string }> {
  const tool = syn.to.includes(':') ? 'ip6tables' : 'iptables'
  const [iptables, nft] = await Promise.all([
    exec.run(`${tool}-save`, ['-c'], { timeoutMs: 5_000 }),
    exec.run('nft', ['-j', 'list', 'ruleset'], { timeoutMs: 5_000 }),
  ])
  const iptablesRead = iptables.kind === 'done' && iptables.exitCode === 0
  const nftTables =
    nft.kind === 'done' && nft.exitCode === 0
      ? readNft(nft.stdout, syn, { skipIptablesTables: iptablesRead })
      : undefined
  if (!iptablesRead && nftTables === undefined) {
    const missing = iptables.kind === 'missing' && nft.kind === 'missing'
    return {
      facts: [],
      blind: missing ? 'neither nft nor iptables is installed' : 'the firewall rules may only be read by root',
    }
  }
  return {
    facts: [
      ...(iptablesRead ? stoppingRules(tool, readIptables(iptables.stdout, syn), syn) : []),
      ...stoppingRules('nft', nftTables ?? [], syn),
    ],
  }
}
