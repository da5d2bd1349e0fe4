import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scene } from './scene.ts'
import { listening } from './servers/listening.ts'
import type { World } from './world.ts'
import { mxHost, type Names } from './zones.ts'

const MAIN = join(import.meta.dirname, 'policy-main.ts')

/** Where the policy file is served: an address of the receiver that no mail server has. */
function policyAddress(world: World): string {
  return world.receiverAddress(4)
}

/** DNS of a domain with an MTA-STS policy (RFC 8461 §3.1). */
export function mtaStsNames(world: World): Partial<Names> {
  const { domain, seed } = world.variation
  return {
    hosts: { [mxHost(world)]: [world.receiverAddress()], [`mta-sts.${domain}`]: [policyAddress(world)] },
    domainLines: [`_mta-sts.${domain}. IN TXT "v=STSv1; id=2026${String(seed).padStart(4, '0')};"`],
  }
}

/** Serves the policy file with a certificate that verifies. */
export async function servePolicy(
  { world, v, certificate }: Scene,
  mode: 'enforce' | 'testing',
  hosts: readonly string[],
): Promise<void> {
  const file = join(world.dir, 'mta-sts.txt')
  const lines = ['version: STSv1', `mode: ${mode}`, ...hosts.map((host) => `mx: ${host}`), 'max_age: 604800', '']
  writeFileSync(file, lines.join('\r\n'))
  const web = await certificate({ names: [`mta-sts.${v.domain}`], key: 'ec256', issuer: 'intermediate' })
  const address = policyAddress(world)
  world.start('receiver', 'policy', [process.execPath, MAIN, file, web.chainFile, web.keyFile, address])
  await listening(world, 'receiver', address, 443)
}
